package io.surge.sliding;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/**
 * What a step has in memory of the shards that it works on, kept from one visit of a shard to the
 * next. It is what state holds as long as its stamp is the one in state; otherwise somebody else
 * was at work, or this is the first visit since a restart. For one thread.
 */
public final class ShardMemory<T> {
  /** Of state that was never changed under a stamp. */
  public static final long NO_STAMP = 0;

  private final Map<Integer, Kept<T>> shards = new HashMap<>();

  private record Kept<T>(long stamp, T content) {}

  /**
   * The memory of a shard. Nobody finds it here again before it is kept: if the work on it fails it
   * is not what is in state.
   *
   * @param stamp the one in state
   * @param otherwise gives it where what is here, if anything, is not what state holds
   */
  public T take(int shard, long stamp, Supplier<T> otherwise) {
    Kept<T> kept = shards.remove(shard);
    return kept != null && kept.stamp() == stamp ? kept.content() : otherwise.get();
  }

  /**
   * Keeps what was taken.
   *
   * @param stamp the one in state from now on
   */
  public void keep(int shard, long stamp, T content) {
    shards.put(shard, new Kept<>(stamp, content));
  }

  /** For state that has changed: by chance alone would another one at work have the same. */
  public static long newStamp() {
    return ThreadLocalRandom.current().nextLong();
  }
}
