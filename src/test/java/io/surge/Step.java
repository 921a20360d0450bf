package io.surge;

import io.surge.domain.RideEvent;

/** One thing that happens to a running pipeline. Nothing happens at the same time as another. */
sealed interface Step {

  /** An event reaches the pipeline; all that follows from it happens before the next step. */
  record EventArrives(RideEvent event) implements Step {}

  /** No event before this time is expected any more. */
  record WatermarkReaches(long time) implements Step {}

  /** The wall clock stands at this time. Live quotes alone know of it. */
  record ClockReaches(long time) implements Step {}
}
