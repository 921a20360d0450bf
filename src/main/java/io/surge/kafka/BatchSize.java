package io.surge.kafka;

import java.util.function.LongSupplier;

/**
 * How many records go into a batch: about as many as the steps behind take in within a second.
 * Nothing else is done in between, above all no checkpoint begins, so that a fixed size would be
 * too large where every record meets a state of its own on disk, or too small where thousands meet
 * a few zones and large batches save most of the work.
 */
final class BatchSize {
  static final int LEAST = 1024;
  static final int MOST = 131_072;
  static final long AIM_NANOS = 1_000_000_000;

  private final LongSupplier nanoClock;
  private int most = LEAST;
  private int given;
  private long givenAt;

  /**
   * @param nanoClock as {@link System#nanoTime}
   */
  BatchSize(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
  }

  /** How many records the next batch may have. */
  int most() {
    return most;
  }

  /** A batch of so many records is handed on. */
  void give(int records) {
    given = records;
    givenAt = nanoClock.getAsLong();
  }

  /** The next batch is asked for: the last one, if there was one, has been taken in. */
  void take() {
    if (given == 0) {
      return;
    }
    long took = nanoClock.getAsLong() - givenAt;
    if (took > AIM_NANOS) {
      most = Math.max(LEAST, most / 2);
    } else if (given >= most && took < AIM_NANOS / 2) {
      most = Math.min(MOST, most * 2);
    }
    given = 0;
  }
}
