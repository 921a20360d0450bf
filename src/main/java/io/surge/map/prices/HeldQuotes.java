package io.surge.map.prices;

import io.surge.domain.SurgeQuote;
import org.checkerframework.checker.nullness.qual.Nullable;

/** What each topic said last of one zone: the consumer's rule, whole. */
record HeldQuotes(@Nullable SurgeQuote live, @Nullable SurgeQuote settled) {
  static final HeldQuotes NONE = new HeldQuotes(null, null);

  /**
   * What is held after one more record of a topic, in the order of its partition. The last record
   * stays whose window is not older than the one held, so that a replay converges.
   *
   * @return this very object if the record is too old to matter
   */
  HeldQuotes and(QuoteTopic topic, SurgeQuote quote) {
    SurgeQuote held = topic == QuoteTopic.LIVE ? live : settled;
    if (held != null && quote.windowEnd() < held.windowEnd()) {
      return this;
    }
    return topic == QuoteTopic.LIVE ? new HeldQuotes(quote, settled) : new HeldQuotes(live, quote);
  }

  /** The zone's quote: of the newer window, and the final one where both are of the same. */
  @Nullable SurgeQuote newest() {
    if (live == null || settled == null) {
      return live == null ? settled : live;
    }
    return live.windowEnd() > settled.windowEnd() ? live : settled;
  }
}
