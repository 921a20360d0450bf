package io.surge;

import java.io.Serializable;
import java.time.Instant;

/** Where a fresh start begins to read a topic. A restored job goes on where it was. */
public sealed interface StartFrom extends Serializable {

  /** A place that needs no number. */
  enum Place implements StartFrom {
    /** The oldest record that is kept. */
    EARLIEST,
    /** Only what arrives from now on. */
    LATEST,
    /** The group's committed offsets; the oldest record where there are none. */
    COMMITTED
  }

  /** The first record with this Kafka timestamp or a later one. */
  record Time(Instant instant) implements StartFrom {}

  /**
   * Reads {@code earliest}, {@code latest}, {@code committed} or an epoch time in milliseconds.
   *
   * @throws IllegalArgumentException naming what it takes
   */
  static StartFrom parse(String text) {
    return switch (text) {
      case "earliest" -> Place.EARLIEST;
      case "latest" -> Place.LATEST;
      case "committed" -> Place.COMMITTED;
      default -> {
        if (!text.matches("[0-9]{1,15}")) {
          throw new IllegalArgumentException(
              "takes earliest, latest, committed or an epoch time in milliseconds");
        }
        yield new Time(Instant.ofEpochMilli(Long.parseLong(text)));
      }
    };
  }
}
