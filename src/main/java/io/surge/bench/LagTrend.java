package io.surge.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * Where the lag of a consumer goes that commits with each checkpoint.
 *
 * @param first records of lag in the first of the intervals, at its least
 * @param last the same of the last
 * @param slope records a second that the lag grows by
 */
record LagTrend(long first, long last, double slope) {

  /** A look at the lag, at a time in seconds. */
  record Look(double time, long lag) {}

  /**
   * The line through the least lag of each interval: between two commits it only seems to grow.
   *
   * @param looks in the order of their times
   * @param interval seconds, longer than those between commits
   */
  static LagTrend of(List<Look> looks, double interval) {
    List<Look> least = leastOfEach(looks, interval);
    if (least.isEmpty()) {
      throw new IllegalArgumentException("no look at the lag");
    }
    double meanTime = least.stream().mapToDouble(Look::time).average().orElseThrow();
    double meanLag = least.stream().mapToDouble(Look::lag).average().orElseThrow();
    double covariance = 0;
    double variance = 0;
    for (Look look : least) {
      covariance += (look.time() - meanTime) * (look.lag() - meanLag);
      variance += (look.time() - meanTime) * (look.time() - meanTime);
    }
    return new LagTrend(
        least.get(0).lag(),
        least.get(least.size() - 1).lag(),
        variance == 0 ? 0 : covariance / variance);
  }

  private static List<Look> leastOfEach(List<Look> looks, double interval) {
    List<Look> least = new ArrayList<>();
    double end = Double.NEGATIVE_INFINITY;
    for (Look look : looks) {
      int current = least.size() - 1;
      if (look.time() >= end) {
        least.add(look);
        end = look.time() + interval;
      } else if (look.lag() < least.get(current).lag()) {
        least.set(current, look);
      }
    }
    // The last interval may have ended before its commit.
    return least.size() > 2 ? least.subList(0, least.size() - 1) : least;
  }

  /**
   * Whether the consumer keeps up.
   *
   * @param rate records that come a second
   */
  boolean isBounded(double rate) {
    return slope < SLOPE_OF_NOTHING * rate && last < SECONDS_OF_LAG * rate;
  }

  /** What a lag that stays where it is may seem to grow by, as a share of the rate. */
  private static final double SLOPE_OF_NOTHING = 0.02;

  private static final double SECONDS_OF_LAG = 10;
}
