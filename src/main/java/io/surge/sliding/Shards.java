package io.surge.sliding;

/**
 * Deals keys out over shards. Keys of a shard share timers and travel together, and each has a
 * state entry of its own. Savepoints rely on a key's shard staying the same.
 */
public final class Shards {
  /** Enough for an even spread over some dozens of subtasks, few enough for company in a batch. */
  public static final int DEFAULT_COUNT = 256;

  private Shards() {}

  /**
   * The shard of a key, from 0 to below the count.
   *
   * @param hash of the key, the same in every process and release
   */
  public static int of(int hash, int count) {
    int mixed = hash * 0x9E3779B9;
    return Math.floorMod(mixed ^ (mixed >>> 15), count);
  }
}
