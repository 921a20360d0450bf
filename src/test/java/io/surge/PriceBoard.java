package io.surge;

import io.surge.domain.QuoteTiming;
import io.surge.domain.SurgeQuote;
import java.util.HashMap;
import java.util.Map;

/**
 * The price of each zone as a consumer holds it: of a topic the last record whose window is not
 * older than the one held; of two topics the newer window, and of one window the final quote.
 */
final class PriceBoard {
  private final Map<String, SurgeQuote> held = new HashMap<>();

  /** Hears the next record of a topic, in the order of its partition. */
  void hear(SurgeQuote quote) {
    held.merge(
        quote.zoneId(),
        quote,
        (before, now) -> now.windowEnd() >= before.windowEnd() ? now : before);
  }

  /** What somebody holds who reads another topic as well. */
  PriceBoard with(PriceBoard other) {
    PriceBoard both = new PriceBoard();
    both.held.putAll(held);
    other.held.forEach((zone, quote) -> both.held.merge(zone, quote, PriceBoard::better));
    return both;
  }

  private static SurgeQuote better(SurgeQuote one, SurgeQuote other) {
    if (one.windowEnd() != other.windowEnd()) {
      return one.windowEnd() > other.windowEnd() ? one : other;
    }
    return one.timing() == QuoteTiming.EARLY ? other : one;
  }

  /** By zone id. */
  Map<String, SurgeQuote> prices() {
    return Map.copyOf(held);
  }
}
