package io.surge.bench;

import io.surge.tools.ToolException;
import java.time.Duration;

/**
 * How long a job took to be back.
 *
 * @param running until all of it ran again, its state restored
 * @param firstQuote until the first final quote that it computed was committed
 */
record Recovery(Duration running, Duration firstQuote) {
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /**
   * Follows one.
   *
   * @param from when it began, in epoch milliseconds
   */
  static Recovery follow(FlinkJob job, FirstQuote quotes, long from) throws InterruptedException {
    long running = 0;
    long firstQuote = 0;
    while (running == 0 || firstQuote == 0) {
      long now = System.currentTimeMillis();
      if (now - from > PATIENCE.toMillis()) {
        throw new ToolException("the job has not come back within " + PATIENCE.toMinutes() + " m");
      }
      if (firstQuote == 0 && quotes.isComputedAfter(from)) {
        firstQuote = System.currentTimeMillis();
      }
      if (running == 0 && job.runsSince(from)) {
        running = System.currentTimeMillis();
      }
    }
    return new Recovery(Duration.ofMillis(running - from), Duration.ofMillis(firstQuote - from));
  }
}
