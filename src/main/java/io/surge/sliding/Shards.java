package io.surge.sliding;

/**
 * Deals keys out over shards. Keys of a shard share timers and travel together, and each has a
 * state entry of its own. Savepoints rely on a key's shard staying the same.
 */
public final class Shards {
  /**
   * Few, because what a batch holds of a shard travels by itself, and a visit of a shard costs as
   * much as several keys in it; no fewer, because so many subtasks at the most share the work.
   */
  public static final int COUNT = 8;

  /**
   * The first of the shards' numbers, found by search: a runner deals shards out by the hash of
   * their numbers, and with these Flink, with its usual 128 key groups, gives each of 1, 2, 4 or 8
   * subtasks as many as the others.
   */
  private static final int FIRST = 250;

  private Shards() {}

  /**
   * The shard of a key.
   *
   * @param hash of the key, the same in every process and release
   */
  public static int of(int hash) {
    int mixed = hash * 0x9E3779B9;
    return FIRST + Math.floorMod(mixed ^ (mixed >>> 15), COUNT);
  }

  /** A number from 0 on, and another for each shard. */
  public static int rankOf(int shard) {
    return Math.floorMod(shard, COUNT);
  }
}
