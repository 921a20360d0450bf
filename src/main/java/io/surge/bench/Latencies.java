package io.surge.bench;

import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** How long answers took in one level of load. */
final class Latencies {
  /** What an answer counts as that never came. */
  private static final long MAXIMUM = TimeUnit.SECONDS.toMicros(120);

  private final LevelClock clock;
  private final Histogram micros = new ConcurrentHistogram(1, MAXIMUM, 3);

  Latencies(LevelClock clock) {
    this.clock = clock;
  }

  /** Takes note of an answer that came now to what was due then. */
  void answered(long due) {
    if (clock.isMeasured(due)) {
      long latency = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - due);
      micros.recordValue(Math.max(1, Math.min(MAXIMUM, latency)));
    }
  }

  /**
   * Takes note of what was not answered.
   *
   * @return whether it counts
   */
  boolean unanswered(long due) {
    if (clock.isMeasured(due)) {
      micros.recordValue(MAXIMUM);
      return true;
    }
    return false;
  }

  long count() {
    return micros.getTotalCount();
  }

  /** Columns of a table: 50, 99 and 99.9 per cent of the answers took at most so long, in ms. */
  String columns() {
    return column(50) + " | " + column(99) + " | " + column(99.9);
  }

  private String column(double percentile) {
    return count() == 0
        ? "-"
        : String.format(Locale.ROOT, "%.1f", micros.getValueAtPercentile(percentile) / 1e3);
  }
}
