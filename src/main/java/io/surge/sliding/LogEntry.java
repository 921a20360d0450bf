package io.surge.sliding;

import java.util.List;
import org.apache.beam.sdk.values.KV;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * What the log says of some keys: their states, none where a key has been forgotten, or the bytes
 * of them. Immutable, so that a state backend on the heap may write it while the next element is
 * processed.
 */
final class LogEntry<K, AccumT> {
  private final @Nullable List<KV<K, @Nullable KeyState<AccumT>>> states;
  private final byte @Nullable [] bytes;

  private LogEntry(
      @Nullable List<KV<K, @Nullable KeyState<AccumT>>> states, byte @Nullable [] bytes) {
    this.states = states;
    this.bytes = bytes;
  }

  static <K, AccumT> LogEntry<K, AccumT> ofStates(List<KV<K, @Nullable KeyState<AccumT>>> states) {
    return new LogEntry<>(states, null);
  }

  /**
   * @param bytes as {@link EntryBytes} makes them
   */
  static <K, AccumT> LogEntry<K, AccumT> ofBytes(byte[] bytes) {
    return new LogEntry<>(null, bytes);
  }

  byte[] bytes(KeyCoders<K, AccumT> coders) {
    if (bytes != null) {
      return bytes;
    }
    EntryBytes<K, AccumT> written = new EntryBytes<>(coders);
    states.forEach(state -> written.add(state.getKey(), state.getValue()));
    return written.toByteArray();
  }
}
