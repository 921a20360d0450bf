package io.surge.domain;

import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * What one event changes in its zone: so much demand and supply more, or less, in the windows whose
 * ends lie within {@code firstEnd} to {@code lastEnd}. A change of nothing still tells that
 * something happened in the zone.
 *
 * @param firstEnd the end of the first window that changes, in epoch milliseconds
 * @param lastEnd the end of the last one, or {@link #WHILE_WINDOWS_HOLD_IT}
 * @param origin the record behind it where it may prove too late, else null
 */
public record LoadChange(
    long demand, long supply, long firstEnd, long lastEnd, @Nullable InputRecord origin) {

  /** The change lasts as long as windows hold the event's own time. */
  public static final long WHILE_WINDOWS_HOLD_IT = Long.MAX_VALUE;

  /** A rider more, in the windows that hold the request. */
  public static LoadChange demand(RideRequest request, WindowSchedule windows) {
    return spanning(request, windows, windows.size(), 1, 0);
  }

  /** An update that counts by itself: a driver more if it is free, in the windows that hold it. */
  public static LoadChange supply(DriverUpdate update, WindowSchedule windows) {
    return spanning(update, windows, windows.size(), 0, update.available() ? 1 : 0);
  }

  /** Whether the source could tell that the change is in time for some window. */
  public boolean isNeverTooLate() {
    return origin == null;
  }

  /** The same change, when it has proven in time and its record is no longer needed. */
  public LoadChange withoutOrigin() {
    return origin == null ? this : new LoadChange(demand, supply, firstEnd, lastEnd, null);
  }

  private static LoadChange spanning(
      RideEvent event, WindowSchedule windows, long span, long demand, long supply) {
    long firstEnd = windows.firstEnd(event.timestamp());
    long lastEnd = windows.untilEnd(event.timestamp(), firstEnd - windows.slide() + span);
    return new LoadChange(demand, supply, firstEnd, lastEnd, event.origin());
  }
}
