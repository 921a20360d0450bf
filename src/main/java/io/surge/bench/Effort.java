package io.surge.bench;

import java.time.Duration;
import java.util.List;

/**
 * How much is measured where the command line does not say.
 *
 * @param hotShares shares of one zone beyond an even spread
 * @param parallelisms numbers of threads of each kind
 * @param rounds how often each program is measured
 * @param events how many the input has
 * @param warmUp from a program's first record on, before it is measured
 * @param duration for how long it is measured, at most
 */
record Effort(
    List<Competitor> competitors,
    List<Double> hotShares,
    List<Integer> parallelisms,
    int rounds,
    long events,
    Duration warmUp,
    Duration duration) {

  static final Effort FULL =
      new Effort(
          List.of(Competitor.values()),
          List.of(0.0, 0.11, 0.5),
          List.of(1, 2),
          3,
          40_000_000,
          Duration.ofSeconds(15),
          Duration.ofSeconds(30));

  /** Fits ten minutes. */
  static final Effort QUICK =
      new Effort(
          List.of(
              Competitor.LIMIT,
              Competitor.DATASTREAM,
              Competitor.SQL,
              Competitor.BEAM,
              Competitor.SLICED),
          List.of(0.0),
          List.of(2),
          1,
          12_000_000,
          Duration.ofSeconds(7),
          Duration.ofSeconds(10));
}
