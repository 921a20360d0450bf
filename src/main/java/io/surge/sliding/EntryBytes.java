package io.surge.sliding;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * The bytes of an entry of the log, as they are put together: a version, then keys, each with the
 * length and the bytes of its state or of what has changed in it; no bytes if it has been
 * forgotten. The lowest bit of a length tells of a change. Savepoints hold them.
 */
final class EntryBytes<K, AccumT> {
  static final int VERSION = 2;

  /** A length is multiplied by this, and it is added if what follows is a change. */
  static final int KINDS = 2;

  static final int CHANGE = 1;

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
   * Adds a key and its whole state, null for none.
   *
   * @return how many bytes the state has, which are the last of all then
   */
  int add(K key, @Nullable KeyState<AccumT> next) {
    state.clear();
    try {
      if (next != null) {
        coders.states().write(next, state);
      }
      add(key, (long) KINDS * state.size());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return state.size();
  }

  /**
   * Adds a key and what is new in its state.
   *
   * @param changed {@link Slices#changedSince} the slices of the former state
   */
  void addChange(K key, KeyState<AccumT> next, Slices<AccumT> changed) {
    state.clear();
    try {
      coders.states().writeChange(next, changed, state);
      add(key, (long) KINDS * state.size() + CHANGE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void add(K key, long lengthAndKind) throws IOException {
    coders.keys().encode(key, bytes);
    bytes.writeVarInt(lengthAndKind);
    bytes.write(state);
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
