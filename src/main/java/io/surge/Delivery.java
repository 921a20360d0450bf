package io.surge;

/** How final quotes are written. */
public enum Delivery {
  /** Kafka transactions of many quotes: each visible once to a read_committed consumer. */
  EXACTLY_ONCE,
  /** Written as they are made; a crash may repeat some. */
  AT_LEAST_ONCE,
  /** Beam's own exactly-once sink, the portable reference: tens of quotes a second on Flink. */
  KAFKAIO_EOS;

  /** Whether quotes become visible with a checkpoint, and never without one. */
  public boolean needsCheckpoints() {
    return this != AT_LEAST_ONCE;
  }
}
