package io.surge.sliding;

import java.io.Serializable;
import org.apache.beam.sdk.transforms.windowing.IntervalWindow;
import org.apache.beam.sdk.transforms.windowing.SlidingWindows;
import org.joda.time.Instant;

/**
 * Numbers the slices and windows of {@link SlidingWindows}. Slice {@code s} is the time from one
 * possible window start to the next; window {@code w} is the one that ends where slice {@code w}
 * starts, so it holds the slices {@code w - slicesPerWindow} to {@code w - 1}.
 */
record SlidingGrid(long slide, long offset, int slicesPerWindow) implements Serializable {

  static SlidingGrid of(SlidingWindows windows) {
    long size = windows.getSize().getMillis();
    long slide = windows.getPeriod().getMillis();
    if (size % slide != 0) {
      throw new IllegalArgumentException(
          "the size of sliding windows must be a multiple of their period, to be cut in slices");
    }
    return new SlidingGrid(slide, windows.getOffset().getMillis(), Math.toIntExact(size / slide));
  }

  long sliceOf(long timestamp) {
    return Math.floorDiv(timestamp - offset, slide);
  }

  long startOf(long slice) {
    return slice * slide + offset;
  }

  long endOf(long window) {
    return startOf(window);
  }

  /** The last window that has ended at this time. */
  long lastEndedBy(long time) {
    return sliceOf(time);
  }

  long firstSliceOf(long window) {
    return window - slicesPerWindow;
  }

  long lastWindowOf(long slice) {
    return slice + slicesPerWindow;
  }

  IntervalWindow window(long window) {
    return new IntervalWindow(
        Instant.ofEpochMilli(startOf(firstSliceOf(window))), Instant.ofEpochMilli(endOf(window)));
  }
}
