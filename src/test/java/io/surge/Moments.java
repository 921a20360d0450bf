package io.surge;

import java.util.ArrayList;
import java.util.List;

/** The wall clock of steps. */
final class Moments {
  private Moments() {}

  /**
   * Lets the clock go on before every step, where it does not by itself: each step is at a time of
   * its own, by which it can be told what followed from it.
   *
   * @param begin what the clock shows at first, in epoch milliseconds
   */
  static List<Step> apart(List<Step> steps, long begin) {
    List<Step> apart = new ArrayList<>();
    long clock = begin;
    apart.add(new Step.ClockReaches(clock));
    boolean taken = false;
    for (Step step : steps) {
      if (step instanceof Step.ClockReaches reaches) {
        clock = Math.max(clock + 1, reaches.time());
        apart.add(new Step.ClockReaches(clock));
        taken = false;
        continue;
      }
      if (taken) {
        clock++;
        apart.add(new Step.ClockReaches(clock));
      }
      apart.add(step);
      taken = true;
    }
    return apart;
  }
}
