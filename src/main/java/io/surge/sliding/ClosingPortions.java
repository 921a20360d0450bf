package io.surge.sliding;

import org.apache.beam.sdk.transforms.windowing.GlobalWindow;

/**
 * Spreads the closing of many windows over some moments, because all windows that end at one time
 * do so at one watermark, and nothing else is done meanwhile: live panes and checkpoints would wait
 * for hundreds of thousands of final ones. A portion is some milliseconds' work, shared by all
 * shards of a subtask, and each of a row is a little larger than the one before. Between two the
 * processors are left to what waits, at first for seven times as long as the one took; but a row
 * must not fall behind, and the longer it lasts the shorter its pauses are.
 */
final class ClosingPortions {
  /** So many keys are closed in about two milliseconds. */
  static final int KEYS = 256;

  /** The least processing time between two portions of a row. */
  static final long PAUSE_MILLIS = 10;

  /** No pause is longer, unless the work before it was. */
  private static final long LONG_PAUSE_MILLIS = 200;

  /** After so many portions they are twice as large as the first one. */
  private static final int PORTIONS_TO_DOUBLE = 8;

  private long rowBegun = Long.MIN_VALUE;
  private long begun = Long.MIN_VALUE;
  private long resumesAt = Long.MIN_VALUE;
  private long worked;
  private long portions;
  private long closed;
  private boolean postponed;

  /** How many keys may close their windows now; those left over must wait. */
  long allowed(long watermark, long now) {
    if (watermark >= GlobalWindow.INSTANCE.maxTimestamp().getMillis()) {
      return Long.MAX_VALUE;
    }
    boolean clockWasSetBack = now < begun;
    if (now >= resumesAt || clockWasSetBack) {
      begun = now;
      worked = 0;
      closed = 0;
      portions = postponed ? portions + 1 : 0;
      rowBegun = postponed && !clockWasSetBack ? rowBegun : now;
      postponed = false;
    }
    return Math.max(0, KEYS + KEYS * portions / PORTIONS_TO_DOUBLE - closed);
  }

  /** Takes down how many keys of a shard were closed, and from when to when that took. */
  void count(long keys, long from, long to) {
    closed += keys;
    worked += to - from;
    long pause = Math.max(worked, Math.min(worked * pauses(to - rowBegun), LONG_PAUSE_MILLIS));
    resumesAt = to + Math.max(PAUSE_MILLIS, pause);
  }

  /** So many times as long as a portion's work is the pause behind it, unless that is long. */
  private static long pauses(long rowMillis) {
    if (rowMillis < 1_000) {
      return 7;
    }
    return rowMillis < 2_000 ? 3 : 1;
  }

  /**
   * Some keys are left over.
   *
   * @return when the next portion begins, in processing time
   */
  long postpone() {
    postponed = true;
    return resumesAt;
  }
}
