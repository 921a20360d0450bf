package io.surge.kafka.exactlyonce;

import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * Which run of a sink has numbered the batches of a shard. Kafka holds it beside the committed
 * number, so that numbers of different runs are never taken for each other.
 *
 * @param startedAt epoch milliseconds
 * @param random tells runs of the same millisecond apart
 */
record WriterId(long startedAt, String random) {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int RANDOM_BYTES = 8;

  static WriterId create() {
    byte[] random = new byte[RANDOM_BYTES];
    RANDOM.nextBytes(random);
    return new WriterId(System.currentTimeMillis(), HexFormat.of().formatHex(random));
  }

  /**
   * @throws IllegalArgumentException if it is not what {@link #toString()} gives
   */
  static WriterId parse(String text) {
    int dash = text.indexOf('-');
    if (dash < 0) {
      throw new IllegalArgumentException("no writer id: " + text);
    }
    return new WriterId(Long.parseLong(text, 0, dash, 10), text.substring(dash + 1));
  }

  boolean isNewerThan(WriterId other) {
    return startedAt > other.startedAt;
  }

  @Override
  public String toString() {
    return startedAt + "-" + random;
  }
}
