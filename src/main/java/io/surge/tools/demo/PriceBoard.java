package io.surge.tools.demo;

import io.surge.domain.SurgeQuote;
import io.surge.map.prices.PriceListener;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The price of each zone now. Written by one thread, read by any. */
final class PriceBoard implements PriceListener {
  private static final Comparator<SurgeQuote> HOTTEST_FIRST =
      Comparator.comparingDouble(SurgeQuote::multiplier)
          .thenComparingLong(SurgeQuote::demand)
          .reversed()
          .thenComparing(SurgeQuote::zoneId);

  private final Map<String, SurgeQuote> byZone = new ConcurrentHashMap<>();
  private final Set<String> hidden;

  /**
   * An empty board.
   *
   * @param hidden zones that it leaves out
   */
  PriceBoard(Set<String> hidden) {
    this.hidden = Set.copyOf(hidden);
  }

  @Override
  public void changed(SurgeQuote quote) {
    if (!hidden.contains(quote.zoneId())) {
      byZone.put(quote.zoneId(), quote);
    }
  }

  @Override
  public void left(String zoneId) {
    byZone.remove(zoneId);
  }

  int zones() {
    return byZone.size();
  }

  /** The quotes of the zones with the greatest multipliers, and of those with the most demand. */
  List<SurgeQuote> hottest(int count) {
    return byZone.values().stream().sorted(HOTTEST_FIRST).limit(count).toList();
  }
}
