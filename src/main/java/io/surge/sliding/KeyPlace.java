package io.surge.sliding;

import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Where the newest state of a key is, for {@link KeyLog}: here, or in the bytes of an entry. In
 * bytes it moves all the time, but only by numbers: a reference would have to be shown to the
 * collector each time.
 */
final class KeyPlace<K, AccumT> {
  final K key;
  @Nullable KeyState<AccumT> state;

  /** What the log says of the key, if the next entry need only tell what is new since. */
  @Nullable KeyState<AccumT> logged;

  /** Whether the entry that is being made will tell of it. */
  boolean changed;

  boolean forgotten;

  /** The last entry that tells the whole state, and where in it. */
  long entry = Long.MIN_VALUE;

  int offset;
  int length;

  /** {@link KeyState#wakeAt}, for those who look through all keys for the ones that are due. */
  long wakeAt;

  KeyPlace(K key) {
    this.key = key;
  }
}
