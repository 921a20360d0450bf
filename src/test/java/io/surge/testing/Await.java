package io.surge.testing;

import static org.hamcrest.MatcherAssert.assertThat;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.hamcrest.Matcher;

/** Waits for real state, and fails where it does not come. */
public final class Await {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final long POLL_MILLIS = 20;

  private Await() {}

  /** Something that comes to be true. */
  public interface Condition {
    boolean holds() throws Exception;
  }

  /** Waits until a value is as expected, and gives it back; says what it was if it never is. */
  public static <T> T until(Callable<T> actual, Matcher<? super T> expected) throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    T last = actual.call();
    while (!expected.matches(last) && System.nanoTime() < deadline) {
      Thread.sleep(POLL_MILLIS);
      last = actual.call();
    }
    assertThat(last, expected);
    return last;
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
