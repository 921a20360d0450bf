package io.surge.map.prices;

import io.surge.domain.SurgeQuote;

/** Told of each change of a zone's price, by the thread that feeds {@link SurgePrices}. */
public interface PriceListener {

  /** A zone has another quote now, or its first. */
  void changed(SurgeQuote quote);

  /** A zone left: its price is the minimum again, until it is quoted anew. */
  void left(String zoneId);

  /** For who only wants to ask. */
  PriceListener NONE =
      new PriceListener() {
        @Override
        public void changed(SurgeQuote quote) {}

        @Override
        public void left(String zoneId) {}
      };
}
