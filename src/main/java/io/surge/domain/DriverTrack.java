package io.surge.domain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * What must be remembered of a driver so that it counts once, in one place: per slide of event time
 * the update that had the last word. That is all: windows end at multiples of the slide, and the
 * driver's TTL is one too, so no earlier update of the same slide can ever decide. Immutable.
 *
 * @param fixes by ascending time, at most one a slide
 */
public record DriverTrack(List<Fix> fixes) {
  /** Nothing known of the driver. */
  public static final DriverTrack NONE = new DriverTrack(List.of());

  /** Where a driver was and whether it was free. */
  public record Fix(long timestamp, Zone zone, boolean available) {}

  public DriverTrack {
    fixes = List.copyOf(fixes);
  }

  /**
   * Takes an update in, in any order of arrival, and tells every zone what it changes: the one that
   * the driver is in, and the one that it thereby was not in.
   *
   * @param firstOpenEnd the end of the first window that still takes corrections; none before it
   *     changes
   * @param zoneIds the order of zones by their ids, which decides between equal updates
   * @param changes receives a zone and its change, all of them at the update's own event time
   * @return the track from now on, without what can decide no more
   */
  public DriverTrack after(
      DriverUpdate update,
      WindowSchedule windows,
      long firstOpenEnd,
      Comparator<Zone> zoneIds,
      BiConsumer<Zone, LoadChange> changes) {
    Fix fix = new Fix(update.timestamp(), update.zone(), update.available());
    long end = windows.firstEnd(fix.timestamp());
    int at = firstNotBefore(end, windows);
    boolean slideKnown = at < fixes.size() && windows.firstEnd(fixes.get(at).timestamp()) == end;
    if (slideKnown && !outranks(fix, fixes.get(at), zoneIds)) {
      return this;
    }
    int next = slideKnown ? at + 1 : at;
    long lastEnd = next < fixes.size() ? lastEndBefore(fixes.get(next), windows) : Long.MAX_VALUE;
    Span span = new Span(Math.max(end, firstOpenEnd), lastEnd, windows);
    Fix former = slideKnown ? fixes.get(at) : at > 0 ? fixes.get(at - 1) : null;
    span.tellChanges(former, fix, changes);

    List<Fix> updated = new ArrayList<>(fixes.subList(0, at));
    updated.add(fix);
    updated.addAll(fixes.subList(next, fixes.size()));
    return new DriverTrack(updated).since(firstOpenEnd, windows);
  }

  /** The end of the last window in which what is known of the driver can decide. */
  public long lastEnd(WindowSchedule windows) {
    return fixes.isEmpty() ? Long.MIN_VALUE : lastEnd(fixes.get(fixes.size() - 1), windows);
  }

  /** This track without what decides in no window that ends from here on. */
  public DriverTrack since(long firstOpenEnd, WindowSchedule windows) {
    int first = 0;
    while (first < fixes.size()
        && (lastEnd(fixes.get(first), windows) < firstOpenEnd
            || (first + 1 < fixes.size()
                && windows.firstEnd(fixes.get(first + 1).timestamp()) <= firstOpenEnd))) {
      first++;
    }
    return first == 0 ? this : new DriverTrack(fixes.subList(first, fixes.size()));
  }

  private int firstNotBefore(long end, WindowSchedule windows) {
    int at = fixes.size();
    while (at > 0 && windows.firstEnd(fixes.get(at - 1).timestamp()) >= end) {
      at--;
    }
    return at;
  }

  /** Ties: not available wins, then the greater zone id. */
  private static boolean outranks(Fix fix, Fix other, Comparator<Zone> zoneIds) {
    if (fix.timestamp() != other.timestamp()) {
      return fix.timestamp() > other.timestamp();
    }
    if (fix.available() != other.available()) {
      return other.available();
    }
    return zoneIds.compare(fix.zone(), other.zone()) > 0;
  }

  private static long lastEnd(Fix fix, WindowSchedule windows) {
    return windows.firstEnd(fix.timestamp()) - windows.slide() + windows.driverTtl();
  }

  private static long lastEndBefore(Fix next, WindowSchedule windows) {
    return windows.firstEnd(next.timestamp()) - windows.slide();
  }

  /** The window ends in which a new fix has the last word. */
  private record Span(long firstEnd, long lastEnd, WindowSchedule windows) {

    void tellChanges(Fix former, Fix fix, BiConsumer<Zone, LoadChange> changes) {
      long formerEnd = former != null && former.available() ? countsUntil(former) : Long.MIN_VALUE;
      long fixEnd = fix.available() ? countsUntil(fix) : Long.MIN_VALUE;
      boolean stays = former != null && former.zone().equals(fix.zone());
      if (stays && fix.available() && formerEnd >= firstEnd) {
        tell(fix.zone(), 1, formerEnd + windows.slide(), fixEnd, fix, changes);
        return;
      }
      tell(former == null ? fix.zone() : former.zone(), -1, firstEnd, formerEnd, fix, changes);
      tell(fix.zone(), 1, firstEnd, fixEnd, fix, changes);
      if (!fix.available() && !(stays && formerEnd >= firstEnd)) {
        changes.accept(fix.zone(), new LoadChange(0, 0, firstEnd, firstEnd, null));
      }
    }

    private long countsUntil(Fix fix) {
      return Math.min(lastEnd, DriverTrack.lastEnd(fix, windows));
    }

    private void tell(
        Zone zone, long supply, long from, long until, Fix fix, BiConsumer<Zone, LoadChange> out) {
      if (from <= until) {
        long last = windows.untilEnd(fix.timestamp(), until);
        out.accept(zone, new LoadChange(0, supply, from, last, null));
      }
    }
  }
}
