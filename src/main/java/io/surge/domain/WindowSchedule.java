package io.surge.domain;

import java.io.Serializable;

/**
 * Sliding windows aligned to the epoch, and how long a driver's last word holds. All in
 * milliseconds. A window is named by its end, which is exclusive and a multiple of the slide.
 *
 * @param size length of a window, a multiple of the slide
 * @param slide distance between the ends of neighbouring windows
 * @param driverTtl how long before a window's end a driver's latest update may lie and still count,
 *     a multiple of the slide
 */
public record WindowSchedule(long size, long slide, long driverTtl) implements Serializable {

  public WindowSchedule {
    if (slide <= 0 || size <= 0 || driverTtl <= 0) {
      throw new IllegalArgumentException("window size, slide and driver TTL must be above 0");
    }
    if (size % slide != 0) {
      throw new IllegalArgumentException("the window size must be a multiple of the slide");
    }
    if (driverTtl % slide != 0) {
      throw new IllegalArgumentException("the driver TTL must be a multiple of the slide");
    }
  }

  /** How long after an event's time the last window that it may belong to ends. */
  public long reach() {
    return Math.max(size, driverTtl);
  }

  /** The end of the first window that holds an event of this time. */
  public long firstEnd(long timestamp) {
    return Math.floorDiv(timestamp, slide) * slide + slide;
  }

  /** The end of the last window that holds an event of this time. */
  public long lastEndHolding(long timestamp) {
    return firstEnd(timestamp) - slide + size;
  }

  /** The end of the last window that an event of this time may count in. */
  public long lastEnd(long timestamp) {
    return firstEnd(timestamp) - slide + reach();
  }

  /**
   * How a change says until when it lasts: this end, or {@link LoadChange#WHILE_WINDOWS_HOLD_IT}
   * where no window that holds the event ends later.
   */
  long untilEnd(long timestamp, long end) {
    return end >= lastEnd(timestamp) ? LoadChange.WHILE_WINDOWS_HOLD_IT : end;
  }
}
