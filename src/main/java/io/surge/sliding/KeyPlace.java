package io.surge.sliding;

import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Where the newest state of a key is, for {@link KeyLog}: here, or in {@link PackedStates}. There
 * it moves all the time, but only by numbers: a reference would have to be shown to the collector
 * each time.
 */
final class KeyPlace<K, AccumT> {
  final K key;

  /** Of {@link KeyPlaces}, as is the next place of the same part of its table. */
  final int hash;

  @Nullable KeyPlace<K, AccumT> next;

  /** Null where it is in bytes. */
  @Nullable KeyState<AccumT> state;

  boolean forgotten;

  /** The last entry of the log that tells the whole state. */
  long entry = Long.MIN_VALUE;

  /** Of {@link PackedStates}: the block, where in it, and how many bytes, 0 for none. */
  long block;

  int offset;
  int length;

  /** {@link KeyState#wakeAt}, for those who look through all keys for the ones that are due. */
  long wakeAt;

  KeyPlace(K key) {
    this.key = key;
    this.hash = KeyPlaces.hashOf(key);
  }
}
