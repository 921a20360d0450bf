package io.surge.map;

import static org.hamcrest.MatcherAssert.assertThat;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.hamcrest.Matcher;

/** Waits until something is so, and says what it was instead if it never is. */
public final class Await {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final long BETWEEN_LOOKS_MS = 50;

  private Await() {}

  public static <T> T until(Callable<T> actual, Matcher<? super T> expected) throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    T last = actual.call();
    while (!expected.matches(last) && System.nanoTime() < end) {
      Thread.sleep(BETWEEN_LOOKS_MS);
      last = actual.call();
    }
    assertThat(last, expected);
    return last;
  }
}
