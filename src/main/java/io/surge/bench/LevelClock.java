package io.surge.bench;

import java.time.Duration;

/**
 * The times of one level of load, in nanoseconds of this JVM's clock.
 *
 * @param begin when the first event is due
 * @param measured from when on answers count
 * @param end when no more is sent
 * @param epoch the begin in epoch milliseconds
 */
record LevelClock(long begin, long measured, long end, long epoch) {

  static LevelClock startingNow(Duration warmUp, Duration duration) {
    long begin = System.nanoTime();
    long measured = begin + warmUp.toNanos();
    return new LevelClock(
        begin, measured, measured + duration.toNanos(), System.currentTimeMillis());
  }

  long epochMillis(long time) {
    return epoch + (time - begin) / 1_000_000;
  }

  boolean isMeasured(long due) {
    return due >= measured && due < end;
  }
}
