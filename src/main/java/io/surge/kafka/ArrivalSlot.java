package io.surge.kafka;

import java.util.List;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.joda.time.Instant;

/**
 * Hands what was decoded last from its partition to the reader, so that it need not be decoded
 * again. One reader and its partitions share it, on one thread.
 */
final class ArrivalSlot {
  private List<Arrival> arrivals = List.of();
  private Instant timestamp = BoundedWindow.TIMESTAMP_MIN_VALUE;

  /**
   * Takes the place of what was there.
   *
   * @param timestamp the earliest of theirs
   */
  void put(List<Arrival> arrivals, Instant timestamp) {
    this.arrivals = arrivals;
    this.timestamp = timestamp;
  }

  List<Arrival> arrivals() {
    return arrivals;
  }

  Instant timestamp() {
    return timestamp;
  }
}
