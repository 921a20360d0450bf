package io.surge.testing;

import java.time.Duration;

/** Waits for real state, and fails where it does not come. */
public final class Await {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final long POLL_MILLIS = 20;

  private Await() {}

  /** Something that comes to be true. */
  public interface Condition {
    boolean holds() throws Exception;
  }

  public static void until(String what, Condition condition) throws Exception {
    until(what, PATIENCE, condition);
  }

  public static void until(String what, Duration patience, Condition condition) throws Exception {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!condition.holds()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("waited in vain until " + what);
      }
      Thread.sleep(POLL_MILLIS);
    }
  }
}
