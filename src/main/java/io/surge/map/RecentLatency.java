package io.surge.map;

import java.util.ArrayDeque;
import java.util.Deque;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/** Latencies of the last {@value #SECONDS} seconds. Recorded by any thread, read by one. */
public final class RecentLatency {
  private static final int SECONDS = 10;
  private static final int DIGITS = 2;
  private static final long LONGEST_MS = 3_600_000;
  private static final double MEDIAN = 50;
  private static final double WORST_OF_A_HUNDRED = 99;

  /**
   * What they were.
   *
   * @param count 0 if there was nothing to measure; the others are 0 then
   */
  public record Summary(long count, long p50, long p99) {}

  private final Recorder recorder = new Recorder(LONGEST_MS, DIGITS);
  private final Deque<Histogram> seconds = new ArrayDeque<>();

  /**
   * Takes one.
   *
   * @param milliseconds below 0, between clocks that differ, counts as 0
   */
  public void record(long milliseconds) {
    recorder.recordValue(Math.max(0, Math.min(LONGEST_MS, milliseconds)));
  }

  /** Ends a second. To be called once in each. */
  public Summary endSecond() {
    seconds.add(recorder.getIntervalHistogram());
    if (seconds.size() > SECONDS) {
      seconds.remove();
    }
    Histogram all = new Histogram(LONGEST_MS, DIGITS);
    seconds.forEach(all::add);
    return new Summary(
        all.getTotalCount(),
        all.getValueAtPercentile(MEDIAN),
        all.getValueAtPercentile(WORST_OF_A_HUNDRED));
  }
}
