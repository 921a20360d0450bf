package io.surge;

import io.surge.domain.QuoteTiming;
import io.surge.domain.SurgeQuote;
import io.surge.kafka.SurgeQuoteJson;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** All final quotes that a consumer has seen, by the zone and window that they price. */
final class FinalQuotes {
  private final Map<ZoneWindow, List<SurgeQuote>> published = new HashMap<>();

  void arrived(ConsumerRecord<byte[], byte[]> record) {
    SurgeQuote quote = PipelineUnderTest.withoutClock(SurgeQuoteJson.decode(record.value()));
    published.computeIfAbsent(ZoneWindow.of(quote), window -> new ArrayList<>()).add(quote);
  }

  /** Whether there is one of a window that ends after a time. */
  boolean reach(long time) {
    return published.keySet().stream().anyMatch(window -> window.end() > time);
  }

  /** Where the newest quote is not the oracle's; a window that was emptied again may be left. */
  List<String> differencesFrom(PunctualOracle answer) {
    List<String> differences = new ArrayList<>();
    Map<ZoneWindow, List<SurgeQuote>> surplus = new HashMap<>(published);
    for (String zone : answer.zones()) {
      answer
          .quotes(zone, Long.MAX_VALUE)
          .forEach(
              expected -> {
                List<SurgeQuote> quotes = surplus.remove(ZoneWindow.of(expected));
                if (quotes == null || !isSamePrice(expected, quotes.get(quotes.size() - 1))) {
                  differences.add("expected " + expected + " but was " + quotes);
                }
              });
    }
    surplus.values().stream()
        .filter(quotes -> !isEmptied(quotes.get(quotes.size() - 1)))
        .forEach(quotes -> differences.add("too much: " + quotes));
    return differences;
  }

  /** Where revisions do not count up without gaps, one comes twice or changes nothing. */
  List<String> repetitions() {
    return published.values().stream().flatMap(FinalQuotes::repetitionsIn).toList();
  }

  private static Stream<String> repetitionsIn(List<SurgeQuote> quotes) {
    for (int i = 0; i < quotes.size(); i++) {
      boolean idle = i > 0 && isSamePrice(quotes.get(i), quotes.get(i - 1));
      if (quotes.get(i).revision() != i || idle) {
        return Stream.of(quotes.toString());
      }
    }
    return Stream.empty();
  }

  private static boolean isSamePrice(SurgeQuote one, SurgeQuote other) {
    return one.multiplier() == other.multiplier()
        && one.demand() == other.demand()
        && one.supply() == other.supply()
        && one.windowStart() == other.windowStart();
  }

  private static boolean isEmptied(SurgeQuote quote) {
    return quote.timing() == QuoteTiming.LATE && quote.demand() == 0 && quote.supply() == 0;
  }
}
