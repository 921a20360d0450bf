package io.surge.transforms;

import io.surge.domain.DeadLetter;
import io.surge.domain.InputRecord;
import io.surge.domain.RejectionReason;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.DoFn.OutputReceiver;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Hands back events whose windows have all expired. */
final class TooLate {
  private static final Counter COUNTED = Metrics.counter(TooLate.class, "too_late");
  private static final String DETAIL = "every window that the event belongs to has expired";

  private TooLate() {}

  /**
   * @param origin null only where the source could tell that the event cannot be too late, so that
   *     the counter is all that remains to be done
   */
  static void handBack(@Nullable InputRecord origin, OutputReceiver<DeadLetter> deadLetters) {
    COUNTED.inc();
    if (origin != null) {
      deadLetters.output(new DeadLetter(origin, RejectionReason.TOO_LATE, DETAIL));
    }
  }
}
