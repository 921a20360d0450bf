package io.surge;

import io.surge.domain.SurgeQuote;

/** What a quote is about: a zone and the window that ends here. */
record ZoneWindow(String zoneId, long end) {
  static ZoneWindow of(SurgeQuote quote) {
    return new ZoneWindow(quote.zoneId(), quote.windowEnd());
  }
}
