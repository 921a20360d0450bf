package io.surge.kafka;

import java.io.Serializable;

/**
 * Where a fresh start begins to read. A job that is restored goes on where it was, whatever this
 * says.
 */
public sealed interface StartFrom extends Serializable {

  /** The oldest record that is still there. */
  record Earliest() implements StartFrom {}

  /** What is sent from now on. */
  record Latest() implements StartFrom {}

  /** Where the consumer group's committed offsets stand; the oldest record where it has none. */
  record Committed() implements StartFrom {}

  /**
   * The first record with this Kafka timestamp or a later one; what is sent from now on where there
   * is none.
   *
   * @param timestamp in epoch milliseconds
   */
  record Timestamp(long timestamp) implements StartFrom {}

  /**
   * Reads {@code earliest}, {@code latest}, {@code committed} or epoch milliseconds.
   *
   * @throws IllegalArgumentException naming what it takes
   */
  static StartFrom parse(String text) {
    return switch (text) {
      case "earliest" -> new Earliest();
      case "latest" -> new Latest();
      case "committed" -> new Committed();
      default -> {
        if (!text.matches("\\d{1,18}")) {
          throw new IllegalArgumentException(
              "takes earliest, latest, committed or a time in epoch milliseconds");
        }
        yield new Timestamp(Long.parseLong(text));
      }
    };
  }
}
