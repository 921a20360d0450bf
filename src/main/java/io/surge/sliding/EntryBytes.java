package io.surge.sliding;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * The bytes of an entry of the log, as they are put together: a version, then keys, each with the
 * length and the bytes of its state; no bytes if it has been forgotten. Savepoints hold them.
 */
final class EntryBytes<K, AccumT> {
  static final int VERSION = 1;

  private static final int EXPECTED_BYTES = 1_024;

  private final KeyCoders<K, AccumT> coders;
  private final ValueBytes bytes = new ValueBytes(EXPECTED_BYTES);
  private final ValueBytes state = new ValueBytes(EXPECTED_BYTES);

  EntryBytes(KeyCoders<K, AccumT> coders) {
    this.coders = coders;
    clear();
  }

  /** Begins anew. */
  void clear() {
    bytes.clear();
    bytes.write(VERSION);
  }

  /**
   * Adds a key and its state, null for none.
   *
   * @return how many bytes the state has, which are the last of all then
   */
  int add(K key, @Nullable KeyState<AccumT> next) {
    state.clear();
    try {
      if (next != null) {
        coders.states().write(next, state);
      }
      coders.keys().encode(key, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    bytes.writeVarInt(state.size());
    bytes.write(state);
    return state.size();
  }

  int size() {
    return bytes.size();
  }

  /** Some of the bytes, to be read before any is added. */
  ValueStream stream(int from, int length) {
    return bytes.stream(from, length);
  }

  byte[] toByteArray() {
    return bytes.toByteArray();
  }
}
