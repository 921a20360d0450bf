package io.surge.tools;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C, or a polite kill, as a wish and not as an accident: whoever works sees it, puts things
 * away, and the process ends as if the work were done. The second one ends the process at once.
 */
public final class StopSignal implements AutoCloseable {
  private static final int INTERRUPTED = 130;

  private final CountDownLatch raised = new CountDownLatch(1);
  private final List<SignalHandling> handlings = new ArrayList<>();

  private StopSignal() {}

  /** From now on until this is closed, signals only raise it. */
  public static StopSignal install() {
    StopSignal stop = new StopSignal();
    for (String name : List.of("INT", "TERM")) {
      stop.handlings.add(SignalHandling.replace(name, stop::onSignal));
    }
    return stop;
  }

  /** Raised by whoever holds it, and by nothing else. */
  public static StopSignal manual() {
    return new StopSignal();
  }

  private void onSignal() {
    if (isRaised()) {
      Runtime.getRuntime().halt(INTERRUPTED);
    }
    raise();
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

  @Override
  public void close() {
    handlings.forEach(SignalHandling::restore);
  }
}
