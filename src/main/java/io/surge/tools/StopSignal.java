package io.surge.tools;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C, or a polite kill, as a wish and not as an accident: whoever works sees it, puts things
 * away and closes this, and the process leaves with status 0.
 */
public final class StopSignal implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final CountDownLatch raised = new CountDownLatch(1);
  private final CountDownLatch finished = new CountDownLatch(1);
  private final Thread hook = new Thread(this::onShutdown, "stop-signal");

  private StopSignal() {}

  /** From now on the process ends only after this was closed, or after some patience. */
  public static StopSignal install() {
    StopSignal signal = new StopSignal();
    Runtime.getRuntime().addShutdownHook(signal.hook);
    return signal;
  }

  /** Raised by whoever holds it, and by nothing else. */
  public static StopSignal manual() {
    return new StopSignal();
  }

  private void onShutdown() {
    raised.countDown();
    try {
      if (finished.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        Runtime.getRuntime().halt(0);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  public boolean isRaised() {
    return raised.getCount() == 0;
  }

  /** Asks to stop, as Ctrl-C does. */
  public void raise() {
    raised.countDown();
  }

  /**
   * Waits until asked to stop, or for as long as given.
   *
   * @return whether asked to stop
   */
  public boolean await(Duration duration) throws InterruptedException {
    return raised.await(duration.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Tells that the work is put away. */
  @Override
  public void close() {
    if (isShuttingDown()) {
      finished.countDown();
    }
  }

  private boolean isShuttingDown() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
      return false;
    } catch (IllegalStateException e) {
      return true;
    }
  }
}
