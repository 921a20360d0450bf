package io.surge.bench;

import io.surge.bench.LagTrend.Look;
import io.surge.tools.ToolException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Looks at a job's lag and checkpoints from time to time, until it is closed. */
final class JobWatch implements AutoCloseable {
  private static final long LOOK_EVERY = TimeUnit.MILLISECONDS.toNanos(500);

  private final ConsumerLag lag;
  private final FlinkJob job;
  private final long from;
  private final FlinkJob.Counts before;
  private final List<Look> looks = new ArrayList<>();
  private final List<Checkpoint> checkpoints = new ArrayList<>();
  private final Thread thread = new Thread(this::watch, "job-watch");
  private volatile boolean closed;

  /**
   * Begins to watch.
   *
   * @param from when on the lag counts, in nanoseconds of this JVM's clock
   */
  JobWatch(ConsumerLag lag, FlinkJob job, long from) throws InterruptedException {
    this.lag = lag;
    this.job = job;
    this.from = from;
    this.before = job.checkpointCounts();
    thread.start();
  }

  private void watch() {
    try {
      long first = job.newestCheckpoints().stream().mapToLong(Checkpoint::number).max().orElse(0);
      while (!closed) {
        look(first);
        TimeUnit.NANOSECONDS.sleep(LOOK_EVERY);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void look(long first) throws InterruptedException {
    try {
      long now = System.nanoTime();
      if (now >= from) {
        looks.add(new Look(now / 1e9, lag.offsets().lag()));
      }
      takeNewCheckpoints(first);
    } catch (ToolException e) {
      // Under too much load an answer may fail to come: the next look will do.
      System.out.println(e.getMessage());
    }
  }

  private void takeNewCheckpoints(long first) throws InterruptedException {
    long newest = checkpoints.isEmpty() ? first : checkpoints.get(checkpoints.size() - 1).number();
    List<Checkpoint> found = job.newestCheckpoints();
    for (int i = found.size() - 1; i >= 0; i--) {
      if (found.get(i).number() > newest) {
        checkpoints.add(found.get(i));
      }
    }
  }

  /** Where the lag went. Once closed. */
  LagTrend trend() {
    return LagTrend.of(looks, 6);
  }

  /** What was completed meanwhile, the oldest first. Once closed. */
  List<Checkpoint> checkpoints() {
    return checkpoints;
  }

  long failedCheckpoints() throws InterruptedException {
    return job.checkpointCounts().failed() - before.failed();
  }

  @Override
  public void close() {
    closed = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
