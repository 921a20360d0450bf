package io.surge.sliding;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.beam.sdk.coders.CoderException;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * The bytes of an entry of the log, as they are put together: a version, then keys, each with the
 * length and the bytes of its state or of what has changed in it; no bytes if it has been
 * forgotten. Savepoints hold them.
 */
final class EntryBytes<K, AccumT> {
  private static final int VERSION = 3;

  /** A length is multiplied by the number of kinds, and the kind of what it is of is added. */
  private static final int KINDS = 2;

  /** What follows is no whole state but what has changed in one. */
  static final int CHANGE = 1;

  /** Entries of this version tell whole states only. */
  private static final int WHOLE_STATES_VERSION = 1;

  /** Entries of this version have longer changes. */
  static final int LONG_CHANGES_VERSION = 2;

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

  /** Adds a key and its whole state, null for none. */
  void add(K key, @Nullable KeyState<AccumT> next) {
    state.clear();
    try {
      if (next != null) {
        coders.states().write(next, state);
      }
      add(key, (long) KINDS * state.size());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Adds a key and what is new in its state.
   *
   * @param changed {@link Slices#changedSince} the slices of the former state
   */
  void addChange(K key, KeyState<AccumT> former, KeyState<AccumT> next, Slices<AccumT> changed) {
    state.clear();
    try {
      coders.changes().write(former, next, changed, state);
      add(key, (long) KINDS * state.size() + CHANGE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Takes the version of an entry.
   *
   * @throws CoderException if this build cannot read it
   */
  static int readVersion(ValueStream in) throws CoderException {
    int version = in.read();
    if (version != WHOLE_STATES_VERSION && version != LONG_CHANGES_VERSION) {
      StateVersion.require(version, VERSION);
    }
    return version;
  }

  /** How many kinds the lengths tell apart in entries of a version. */
  static int kinds(int version) {
    return version == WHOLE_STATES_VERSION ? 1 : KINDS;
  }

  private void add(K key, long lengthAndKind) throws IOException {
    coders.keys().encode(key, bytes);
    bytes.writeVarInt(lengthAndKind);
    bytes.write(state);
  }

  byte[] toByteArray() {
    return bytes.toByteArray();
  }
}
