package io.surge.map;

import io.surge.domain.SurgeQuote;
import io.surge.domain.ZoneGrid;
import io.surge.domain.ZoneGrid.Corner;
import io.surge.map.prices.PriceListener;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * What a page has to know of the zones, in the order of their last change. Each change has a
 * version, and a zone is listed once, under its latest: whoever has seen all up to a version needs
 * only what came after it, and whoever has seen nothing needs everything that stands.
 *
 * <p>Written by one thread, read by any.
 */
final class ZoneChanges implements PriceListener {

  /**
   * A zone as of its latest change.
   *
   * @param number stands for the zone in what is sent
   * @param quote null if it has left
   */
  record Change(
      long version, int number, String zoneId, @Nullable SurgeQuote quote, List<Corner> outline) {}

  /**
   * What a reader has not seen yet.
   *
   * @param appeared zones that are new to the reader
   * @param priced zones with another quote, those that appeared among them
   * @param left zones that the reader knew and that are gone
   */
  record Batch(List<Change> appeared, List<Change> priced, List<Change> left) {
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
    try {
      replace(before == null ? newZone(quote.zoneId()) : before, quote);
    } catch (IllegalArgumentException idOfAnotherGrid) {
      strangers.increment();
    }
  }

  @Override
  public void left(String zoneId) {
    Change before = byZone.get(zoneId);
    if (before != null) {
      replace(before, null);
    }
  }

  private Change newZone(String zoneId) {
    List<Corner> outline = grid.outlineOf(grid.zoneOf(zoneId));
    return new Change(0, ++lastNumber, zoneId, null, outline);
  }

  /** The new entry is there before the old one goes, so that no reader can miss both. */
  private void replace(Change before, @Nullable SurgeQuote quote) {
    Change now =
        new Change(++lastVersion, before.number(), before.zoneId(), quote, before.outline());
    byZone.put(now.zoneId(), now);
    byVersion.put(now.version(), now);
    byVersion.remove(before.version());
  }

  /** A reader that has seen nothing yet. */
  Reader newReader() {
    return new Reader();
  }

  /** How often a quote named a zone that the grid does not have. */
  long strangers() {
    return strangers.sum();
  }

  /** One page's place in the changes, and the zones that it has been told of. */
  final class Reader {
    private final BitSet known = new BitSet();
    private long seen;

    /** What has changed since the last time, or the first part of it. */
    Batch next(int limit) {
      Batch batch = new Batch(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
      for (Change change : byVersion.tailMap(seen, false).values()) {
        if (batch.size() == limit) {
          break;
        }
        seen = change.version();
        add(change, batch);
      }
      return batch;
    }

    private void add(Change change, Batch batch) {
      boolean isKnown = known.get(change.number());
      if (change.quote() != null) {
        batch.priced().add(change);
        if (!isKnown) {
          batch.appeared().add(change);
        }
      } else if (isKnown) {
        batch.left().add(change);
      }
      known.set(change.number(), change.quote() != null);
    }
  }
}
