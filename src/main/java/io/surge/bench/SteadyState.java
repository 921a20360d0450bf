package io.surge.bench;

import io.surge.tools.ToolException;
import java.time.Duration;

/**
 * How fast a program is once it has warmed up.
 *
 * @param cpuMicrosPerEvent what the whole JVM uses of the processors for an event, compilation and
 *     collection of garbage included
 */
record SteadyState(double eventsPerSecond, double cpuMicrosPerEvent) {
  /** Towards the end of the input some partitions are used up, and threads have nothing to do. */
  private static final double USABLE = 0.95;

  private static final double PATIENCE_SECONDS = 120;

  /**
   * Follows a program.
   *
   * @param warmUp from the first record on; half of the input at most
   * @param duration how long to measure, at most: the input may end before
   * @param events how many the input has
   */
  static SteadyState of(ChildJvm program, Duration warmUp, Duration duration, long events) {
    Progress first = await(program, progress -> progress.records() > 0);
    Progress from =
        await(
            program,
            progress ->
                progress.secondsSince(first) >= warmUp.toMillis() / 1e3
                    || progress.records() >= events / 2);
    Progress to =
        await(
            program,
            progress ->
                progress.secondsSince(from) >= duration.toMillis() / 1e3
                    || progress.records() >= USABLE * events);
    long records = to.records() - from.records();
    if (records <= 0) {
      throw new ToolException("the input ended before the program had warmed up: too few events");
    }
    return new SteadyState(
        records / to.secondsSince(from), (to.cpu() - from.cpu()) / 1e3 / records);
  }

  private interface Condition {
    boolean isMet(Progress progress);
  }

  private static Progress await(ChildJvm program, Condition condition) {
    Progress moved = null;
    while (true) {
      String line = program.nextLine();
      if (line == null) {
        throw new ToolException("the program has ended");
      }
      Progress progress = Progress.parse(line).orElse(moved);
      if (progress != null && condition.isMet(progress)) {
        return progress;
      }
      if (moved == null || progress.records() > moved.records()) {
        moved = progress;
      } else if (progress.secondsSince(moved) > PATIENCE_SECONDS) {
        throw new ToolException("the program makes no progress");
      }
    }
  }
}
