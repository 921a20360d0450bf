package io.surge.kafka;

import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.joda.time.Instant;

/**
 * Hands the record that was decoded last from its partition to the reader, so that it need not be
 * decoded again. One reader and its partitions share it, on one thread.
 */
final class ArrivalSlot {
  private @Nullable Arrival arrival;
  private Instant timestamp = BoundedWindow.TIMESTAMP_MIN_VALUE;

  void put(Arrival arrival, Instant timestamp) {
    this.arrival = arrival;
    this.timestamp = timestamp;
  }

  @Nullable Arrival arrival() {
    return arrival;
  }

  Instant timestamp() {
    return timestamp;
  }
}
