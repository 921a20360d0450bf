package io.surge.map.prices;

import io.surge.domain.SurgeQuote;
import io.surge.kafka.SurgeQuoteJson;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Reads a record's value as a quote that can be relied on. */
final class PublishedQuote {
  private PublishedQuote() {}

  /**
   * @param now in epoch milliseconds. A window that ends long after it would make every other
   *     zone's look old.
   * @throws IllegalArgumentException if it is no quote, or one that no pipeline publishes
   */
  static SurgeQuote read(byte @Nullable [] value, long now) {
    if (value == null) {
      throw new IllegalArgumentException("not a quote: no value");
    }
    SurgeQuote quote = SurgeQuoteJson.decode(value);
    require(!quote.zoneId().isEmpty(), "has no zone");
    require(Double.isFinite(quote.multiplier()) && quote.multiplier() >= 0, "has no price");
    require(quote.demand() >= 0 && quote.supply() >= 0, "counts less than nothing");
    require(quote.windowStart() < quote.windowEnd(), "has no window");
    require(quote.windowEnd() < now + SurgePrices.MEMORY.toMillis(), "is of a window far ahead");
    return quote;
  }

  private static void require(boolean condition, String otherwise) {
    if (!condition) {
      throw new IllegalArgumentException("not a quote of a pipeline: " + otherwise);
    }
  }
}
