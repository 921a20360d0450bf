package io.surge.map;

import io.surge.domain.SurgeQuote;
import io.surge.map.prices.QuoteTopic;
import io.surge.map.prices.ReaderState;
import io.surge.map.prices.RecordListener;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/** The figures beside the map: counts since the start, rates and latencies of the last seconds. */
public final class Pulse implements RecordListener {

  /**
   * A count and how fast it grows.
   *
   * @param count none where it is not known
   */
  public record Flow(OptionalLong count, double perSecond) {
    static final Flow UNKNOWN = new Flow(OptionalLong.empty(), 0);
  }

  /**
   * The figures at the end of a second.
   *
   * @param since when counting began, in epoch milliseconds
   * @param unreadable records on the quotes' topics that are no quotes
   * @param liveLatency from an early quote's computation to its arrival here
   * @param finalLatency from a window's end to the arrival here of its on-time quote
   */
  public record Figures(
      ReaderState state,
      long since,
      Flow requests,
      Flow updates,
      Flow liveQuotes,
      Flow finalQuotes,
      long unreadable,
      List<Map.Entry<String, Long>> deadLetters,
      RecentLatency.Summary liveLatency,
      RecentLatency.Summary finalLatency) {}

  private final Clock clock;
  private final TopicWatch topics;
  private final Supplier<ReaderState> state;
  private final long since;
  private final LongAdder liveQuotes = new LongAdder();
  private final LongAdder finalQuotes = new LongAdder();
  private final LongAdder unreadable = new LongAdder();
  private final RecentLatency liveLatency = new RecentLatency();
  private final RecentLatency finalLatency = new RecentLatency();
  private final RecentRate requestRate = new RecentRate();
  private final RecentRate updateRate = new RecentRate();
  private final RecentRate liveRate = new RecentRate();
  private final RecentRate finalRate = new RecentRate();

  Pulse(Clock clock, TopicWatch topics, Supplier<ReaderState> state) {
    this.clock = clock;
    this.topics = topics;
    this.state = state;
    this.since = clock.millis();
  }

  /** What was there before the start is neither counted nor timed. */
  @Override
  public void received(QuoteTopic topic, SurgeQuote quote) {
    if (quote.computedAt() < since) {
      return;
    }
    long now = clock.millis();
    if (topic == QuoteTopic.LIVE) {
      liveQuotes.increment();
    } else {
      finalQuotes.increment();
    }
    switch (quote.timing()) {
      case EARLY -> liveLatency.record(now - quote.computedAt());
      case ON_TIME -> finalLatency.record(now - quote.windowEnd());
      case LATE -> {}
    }
  }

  @Override
  public void unreadable(QuoteTopic topic) {
    unreadable.increment();
  }

  /** The figures of the second that ends now. To be called once in each, by one thread. */
  Figures endSecond(long nanoTime) {
    return new Figures(
        state.get(),
        since,
        flow(topics.requests().count(), requestRate, nanoTime),
        flow(topics.updates().count(), updateRate, nanoTime),
        flow(OptionalLong.of(liveQuotes.sum()), liveRate, nanoTime),
        flow(OptionalLong.of(finalQuotes.sum()), finalRate, nanoTime),
        unreadable.sum(),
        topics.deadLetters().byReason(),
        liveLatency.endSecond(),
        finalLatency.endSecond());
  }

  private static Flow flow(OptionalLong count, RecentRate rate, long nanoTime) {
    return count.isEmpty()
        ? Flow.UNKNOWN
        : new Flow(count, rate.endSecond(count.getAsLong(), nanoTime));
  }
}
