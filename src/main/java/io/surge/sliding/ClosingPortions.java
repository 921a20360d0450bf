package io.surge.sliding;

import org.apache.beam.sdk.transforms.windowing.GlobalWindow;

/**
 * Spreads the closing of many windows over some moments, because all windows that end at one time
 * do so at one watermark, and nothing else is done meanwhile: live panes and checkpoints would wait
 * for hundreds of thousands of final ones. Each portion of a row is larger than the one before, so
 * that no number of keys is too many. What waits gets time between two: three times as much as the
 * one took, or, where that would be long, as much as it took, since a row must not fall behind.
 */
final class ClosingPortions {
  /** About as many panes as take a few milliseconds. */
  static final int PANES = 256;

  /** The least processing time between two portions of a row. */
  static final long PAUSE_MILLIS = 20;

  /** So many times as long as a portion's work is the pause behind it... */
  private static final long PAUSES = 3;

  /** ... but no longer than this, unless the work was. */
  private static final long LONG_PAUSE_MILLIS = 100;

  private long begun = Long.MIN_VALUE;
  private long resumesAt = Long.MIN_VALUE;
  private long worked;
  private long portions;
  private long closed;
  private boolean postponed;

  /** Whether one more shard may close its windows now, or must wait until {@link #resumesAt}. */
  boolean allowOneMore(long watermark, long now) {
    boolean clockWasSetBack = now < begun;
    if (now >= resumesAt || clockWasSetBack) {
      begun = now;
      worked = 0;
      portions = postponed ? portions + 1 : 1;
      closed = 0;
      postponed = false;
    }
    boolean noneFollows = watermark >= GlobalWindow.INSTANCE.maxTimestamp().getMillis();
    boolean allowed = noneFollows || closed < portions * PANES;
    postponed |= !allowed;
    return allowed;
  }

  /** Takes down what a shard has said, and from when to when it was at work. */
  void count(int panes, long from, long to) {
    closed += panes;
    worked += to - from;
    long pause = Math.max(worked, Math.min(PAUSES * worked, LONG_PAUSE_MILLIS));
    resumesAt = to + Math.max(PAUSE_MILLIS, pause);
  }

  /** When the next portion begins, in processing time. */
  long resumesAt() {
    return resumesAt;
  }
}
