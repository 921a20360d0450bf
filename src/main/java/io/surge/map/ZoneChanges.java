package io.surge.map;

import io.surge.domain.SurgeQuote;
import io.surge.domain.ZoneGrid;
import io.surge.domain.ZoneGrid.Corner;
import io.surge.map.prices.PriceListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * What a page has to know of the zones, in the order of their last change. Each change has a
 * version, and a zone is listed once, under its latest: whoever has seen all up to a version asks
 * for what came after it, and whoever has seen nothing asks for what came after 0 and so gets
 * everything that stands.
 *
 * <p>Written by one thread, read by any.
 */
final class ZoneChanges implements PriceListener {

  /**
   * A zone as of its latest change.
   *
   * @param number stands for the zone in what is sent
   * @param cameAt the version with which the zone appeared
   * @param quote null if it has left
   */
  record Change(
      long version,
      int number,
      long cameAt,
      String zoneId,
      @Nullable SurgeQuote quote,
      List<Corner> outline) {}

  /**
   * What changed after a version.
   *
   * @param version the latest in it; ask for what came after this next
   * @param appeared zones that were not there at that version
   * @param priced zones with another quote, those that appeared among them
   * @param left zones that are gone; some may have come and gone since that version
   */
  record Batch(long version, List<Change> appeared, List<Change> priced, List<Change> left) {
    int size() {
      return priced.size() + left.size();
    }
  }

  private final ZoneGrid grid;
  private final Map<String, Change> byZone = new ConcurrentHashMap<>();
  private final ConcurrentSkipListMap<Long, Change> byVersion = new ConcurrentSkipListMap<>();
  private final LongAdder strangers = new LongAdder();
  private long lastVersion;
  private int lastNumber;

  ZoneChanges(ZoneGrid grid) {
    this.grid = grid;
  }

  @Override
  public void changed(SurgeQuote quote) {
    Change before = byZone.get(quote.zoneId());
    lastVersion++;
    if (before != null && before.quote() != null) {
      replace(before, quote, before.cameAt(), before.outline());
      return;
    }
    try {
      List<Corner> outline = grid.outlineOf(grid.zoneOf(quote.zoneId()));
      replace(before == null ? newZone(quote.zoneId()) : before, quote, lastVersion, outline);
    } catch (IllegalArgumentException idOfAnotherGrid) {
      strangers.increment();
    }
  }

  @Override
  public void left(String zoneId) {
    Change before = byZone.get(zoneId);
    if (before != null) {
      lastVersion++;
      replace(before, null, before.cameAt(), List.of());
    }
  }

  private Change newZone(String zoneId) {
    return new Change(0, ++lastNumber, 0, zoneId, null, List.of());
  }

  /** The new entry is there before the old one goes, so that no reader can miss both. */
  private void replace(
      Change before, @Nullable SurgeQuote quote, long cameAt, List<Corner> outline) {
    Change now = new Change(lastVersion, before.number(), cameAt, before.zoneId(), quote, outline);
    byZone.put(now.zoneId(), now);
    byVersion.put(now.version(), now);
    byVersion.remove(before.version());
  }

  /** What changed after a version, or the first part of it. */
  Batch after(long version, int limit) {
    List<Change> appeared = new ArrayList<>();
    List<Change> priced = new ArrayList<>();
    List<Change> left = new ArrayList<>();
    long latest = version;
    int count = 0;
    for (Change change : byVersion.tailMap(version, false).values()) {
      if (count++ == limit) {
        break;
      }
      latest = change.version();
      if (change.quote() == null) {
        left.add(change);
        continue;
      }
      priced.add(change);
      if (change.cameAt() > version) {
        appeared.add(change);
      }
    }
    return new Batch(latest, appeared, priced, left);
  }

  /** How often a quote named a zone that the grid does not have. */
  long strangers() {
    return strangers.sum();
  }
}
