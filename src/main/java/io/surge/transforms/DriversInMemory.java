package io.surge.transforms;

import io.surge.transforms.DriverEntries.Cells;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The drivers of the shards that are at work here, kept from one visit of a shard to the next. They
 * are those in state as long as their stamp is the one in state; otherwise somebody else was at
 * work, or this is the first visit since a restart, and they are read from there. For one thread.
 */
final class DriversInMemory {
  private final Map<Integer, Kept> shards = new HashMap<>();

  private record Kept(long stamp, DriverEntries drivers) {}

  /**
   * The drivers of a shard. Nobody finds them here again before they are kept: if the work on them
   * fails they are not what is in state.
   *
   * @param stamp the one in state
   */
  DriverEntries take(int shard, long stamp, Cells cells) {
    Kept kept = shards.remove(shard);
    return kept != null && kept.stamp() == stamp ? kept.drivers() : DriverEntries.readFrom(cells);
  }

  void keep(int shard, long stamp, DriverEntries drivers) {
    shards.put(shard, new Kept(stamp, drivers));
  }

  /** For state that has changed: by chance alone would another one at work have the same. */
  static long newStamp() {
    return ThreadLocalRandom.current().nextLong();
  }
}
