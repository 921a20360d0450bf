package io.surge;

import io.surge.domain.SurgeQuote;
import io.surge.kafka.SurgeQuoteJson;
import io.surge.testing.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Expects the final quotes of each zone in the order of its windows, once each; millions of them,
 * since those to come need no memory.
 */
final class OrderedQuotes {
  private static final int ENOUGH = 10;

  private final Map<String, Iterator<SurgeQuote>> outstanding = new HashMap<>();
  private final List<String> differences = new ArrayList<>();
  private final Consumer<SurgeQuote> onArrival;
  private long arrived;

  /**
   * @param watermark windows that end later are not expected
   * @param onArrival hears of each quote that came as expected
   */
  OrderedQuotes(PunctualOracle oracle, long watermark, Consumer<SurgeQuote> onArrival) {
    this.onArrival = onArrival;
    for (String zone : oracle.zones()) {
      Iterator<SurgeQuote> quotes = oracle.quotes(zone, watermark).iterator();
      if (quotes.hasNext()) {
        outstanding.put(zone, quotes);
      }
    }
  }

  void arrived(ConsumerRecord<byte[], byte[]> record) {
    SurgeQuote quote = PipelineUnderTest.withoutClock(SurgeQuoteJson.decode(record.value()));
    Iterator<SurgeQuote> ofZone = outstanding.get(quote.zoneId());
    SurgeQuote expected = ofZone == null ? null : ofZone.next();
    if (ofZone != null && !ofZone.hasNext()) {
      outstanding.remove(quote.zoneId());
    }
    if (!quote.equals(expected)) {
      differences.add("expected " + expected + " but was " + quote);
      return;
    }
    arrived++;
    onArrival.accept(quote);
  }

  /** Waits until all have come, or one that should not. */
  void await(TopicReader finals, Duration patience) throws Exception {
    Await.until(
        "all final quotes have come",
        patience,
        () -> {
          finals.poll(this::arrived);
          return outstanding.isEmpty() || !differences.isEmpty();
        });
  }

  /** How many came as expected. */
  long count() {
    return arrived;
  }

  /** What is missing or wrong, some of it; nothing if all came once and in order. */
  List<String> differences() {
    List<String> some = new ArrayList<>(differences.stream().limit(ENOUGH).toList());
    outstanding.keySet().stream().limit(ENOUGH).forEach(zone -> some.add("missing in " + zone));
    return some;
  }
}
