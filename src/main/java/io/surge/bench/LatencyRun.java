package io.surge.bench;

import io.surge.domain.QuoteTiming;
import io.surge.domain.SurgeQuote;
import io.surge.kafka.SurgeQuoteJson;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Load on a running pipeline, level by level, and two consumers of what it answers. */
final class LatencyRun implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration START_PATIENCE = Duration.ofSeconds(90);

  private final InputTopics input;
  private final ZonePlaces places;
  private final int secondsBetweenUpdates;
  private final Probes probes;
  private final Closings closings = new Closings(2 * InputTopics.PARTITIONS);
  private final OpenLoop load;
  private final QuoteWatch liveWatch;
  private final QuoteWatch finalWatch;
  private volatile Level level = Level.begin(LevelClock.startingNow(Duration.ZERO, Duration.ZERO));

  /**
   * What was seen of one level of load.
   *
   * @param live from when a probe was due to its live quote
   * @param onTime from when the event was due that let a window close, to each of its quotes
   */
  record Level(
      LevelClock clock, Latencies live, Latencies onTime, long unanswered, long liveQuotes) {
    /** From the begin of the warm-up on. */
    long liveQuotesPerSecond() {
      return liveQuotes * 1_000_000_000 / (clock.end() - clock.begin());
    }

    boolean isAnswered() {
      return unanswered < live.count();
    }

    static Level begin(LevelClock clock) {
      return new Level(clock, new Latencies(clock), new Latencies(clock), 0, 0);
    }
  }

  LatencyRun(String bootstrapServers, PipelineTopics topics, int zones) {
    this(bootstrapServers, topics, zones, Traffic.SECONDS_BETWEEN_UPDATES);
  }

  LatencyRun(String bootstrapServers, PipelineTopics topics, int zones, int secondsBetweenUpdates) {
    this.secondsBetweenUpdates = secondsBetweenUpdates;
    this.input = topics.input();
    this.places = ZonePlaces.square(zones);
    this.probes = new Probes(input);
    this.load = new OpenLoop(bootstrapServers, probes, closings);
    this.liveWatch = new QuoteWatch(bootstrapServers, topics.live(), this::takeLive);
    this.finalWatch = new QuoteWatch(bootstrapServers, topics.surge(), this::takeFinal);
  }

  /**
   * Waits until the pipeline answers.
   *
   * @return whether it does
   */
  boolean awaitPipeline() throws InterruptedException {
    long deadline = System.nanoTime() + START_PATIENCE.toNanos();
    while (System.nanoTime() < deadline) {
      if (level(100, 10, Duration.ZERO, Duration.ofSeconds(1)).isAnswered()) {
        return true;
      }
    }
    return false;
  }

  /** Loads the pipeline for a while, and waits for the last answers. */
  Level level(int eventsPerSecond, double probesPerSecond, Duration warmUp, Duration duration)
      throws InterruptedException {
    LevelClock clock = LevelClock.startingNow(warmUp, duration);
    level = Level.begin(clock);
    long quotesBefore = liveWatch.count();
    load.send(
        Traffic.reportingEvery(
            secondsBetweenUpdates, input, places, eventsPerSecond, clock.epoch()),
        clock,
        probesPerSecond);
    long quotes = liveWatch.count() - quotesBefore;
    awaitAnswers();
    long unanswered = probes.takeUnanswered().stream().filter(level.live()::unanswered).count();
    return new Level(clock, level.live(), level.onTime(), unanswered, quotes);
  }

  private void awaitAnswers() throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!probes.areAllAnswered() && System.nanoTime() < deadline) {
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  private void takeLive(ConsumerRecord<byte[], byte[]> published) {
    probes.answeredBy(published.key()).ifPresent(level.live()::answered);
  }

  private void takeFinal(ConsumerRecord<byte[], byte[]> published) {
    SurgeQuote quote = SurgeQuoteJson.decode(published.value());
    if (quote.timing() == QuoteTiming.ON_TIME) {
      closings.dueAt(quote.windowEnd()).ifPresent(level.onTime()::answered);
    }
  }

  @Override
  public void close() {
    load.close();
    liveWatch.close();
    finalWatch.close();
  }
}
