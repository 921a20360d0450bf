package io.surge.sliding;

import org.apache.beam.sdk.transforms.windowing.GlobalWindow;

/**
 * Spreads the closing of many windows over some moments, because all windows that end at one time
 * do so at one watermark, and nothing else is done meanwhile: live panes would wait for tens of
 * thousands of final ones. Each portion of a row is larger than the one before, so that no number
 * of keys is too many.
 */
final class ClosingPortions {
  /** About as many panes as take a few milliseconds. */
  static final int PANES = 256;

  /** Processing time between the begins of two portions of one watermark. */
  static final long PAUSE_MILLIS = 20;

  private long watermark = Long.MIN_VALUE;
  private long begun = Long.MIN_VALUE;
  private long portions;
  private long closed;
  private boolean postponed;

  /** Whether one more shard may close its windows now, or must wait for the next portion. */
  boolean allowOneMore(long atWatermark, long now) {
    if (atWatermark != watermark || now >= begun + PAUSE_MILLIS) {
      watermark = atWatermark;
      begun = now;
      portions = postponed ? portions + 1 : 1;
      closed = 0;
      postponed = false;
    }
    boolean noneFollows = watermark >= GlobalWindow.INSTANCE.maxTimestamp().getMillis();
    boolean allowed = noneFollows || closed < portions * PANES;
    postponed |= !allowed;
    return allowed;
  }

  /** Takes down what a shard has said. */
  void count(int panes) {
    closed += panes;
  }
}
