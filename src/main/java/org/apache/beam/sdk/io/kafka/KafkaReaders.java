package org.apache.beam.sdk.io.kafka;

import org.apache.beam.sdk.io.UnboundedSource.UnboundedReader;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Opens KafkaIO's reader of an unbounded source, which KafkaIO itself only makes from a source that
 * was saved with all its settings. Here, because the reader is visible to its own package only.
 */
public final class KafkaReaders {
  private KafkaReaders() {}

  /**
   * Opens a reader.
   *
   * @param read with the partitions to read
   * @param saved the positions from which to go on; null for a fresh start
   */
  public static <K, V> UnboundedReader<KafkaRecord<K, V>> open(
      KafkaIO.Read<K, V> read, int split, @Nullable KafkaCheckpointMark saved) {
    return new KafkaUnboundedReader<>(new KafkaUnboundedSource<>(read, split), saved);
  }
}
