package io.surge.sliding;

import java.util.HashMap;
import java.util.Map;
import org.apache.beam.sdk.state.MapState;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * The states of a shard's keys during a visit: in state all of them, and in memory some, so that a
 * backend on disk need not look for them and decode them. State gets every change at once.
 *
 * <p>A key is in memory from its first change on until it is forgotten, if there was room.
 */
final class KeyStates<K, AccumT> {
  /** Room in memory, per shard: a state takes a kilobyte or so. */
  static final int MOST_IN_MEMORY = 16_384;

  private final ShardMemory<Map<K, KeyState<AccumT>>> memory;
  private final int shard;
  private final long stamp;
  private final MapState<K, KeyState<AccumT>> cells;
  private final Map<K, KeyState<AccumT>> inMemory;
  private boolean changed;

  /**
   * Begins a visit.
   *
   * @param stamp the one in state
   */
  KeyStates(
      ShardMemory<Map<K, KeyState<AccumT>>> memory,
      int shard,
      long stamp,
      MapState<K, KeyState<AccumT>> cells) {
    this.memory = memory;
    this.shard = shard;
    this.stamp = stamp;
    this.cells = cells;
    this.inMemory = memory.take(shard, stamp, HashMap::new);
  }

  /** The state of a key, null if there is none. */
  @Nullable KeyState<AccumT> get(K key) {
    KeyState<AccumT> known = inMemory.get(key);
    return known == null ? cells.get(key).read() : known;
  }

  void put(K key, KeyState<AccumT> state) {
    cells.put(key, state);
    changed = true;
    if (inMemory.size() < MOST_IN_MEMORY || inMemory.containsKey(key)) {
      inMemory.put(key, state);
    }
  }

  void remove(K key) {
    cells.remove(key);
    changed = true;
    inMemory.remove(key);
  }

  /** Every key and its state. */
  Iterable<Map.Entry<K, KeyState<AccumT>>> all() {
    return cells.entries().read();
  }

  /**
   * Ends the visit.
   *
   * @return the stamp that state must have from now on
   */
  long end() {
    long next = changed ? ShardMemory.newStamp() : stamp;
    memory.keep(shard, next, inMemory);
    return next;
  }
}
