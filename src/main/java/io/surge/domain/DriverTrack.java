package io.surge.domain;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * What must be remembered of a driver so that it counts once, in one place: per slide of event time
 * the update that had the last word. That is all: windows end at multiples of the slide, and the
 * driver's TTL is one too, so no earlier update of the same slide can ever decide. Immutable, and
 * small: there may be millions.
 */
public final class DriverTrack {
  /** Nothing known of the driver. */
  public static final DriverTrack NONE = new DriverTrack(new long[0]);

  private static final int WIDTH = 2;

  /**
   * By ascending time, at most one a slide: a zone's code, and behind it the time of the update
   * with whether the driver was free as its lowest bit.
   */
  private final long[] fixes;

  /** Where a driver was and whether it was free. */
  public record Fix(long timestamp, Zone zone, boolean available) {}

  /**
   * How most tracks change: the first few fixes have lost their say, and a last one has come.
   *
   * @param forgotten how many of the first
   */
  public record Extension(int forgotten, Fix fix) {}

  private DriverTrack(long[] fixes) {
    this.fixes = fixes;
  }

  /**
   * Puts a track together again.
   *
   * @param fixes by ascending time, at most one a slide
   */
  public static DriverTrack of(List<Fix> fixes) {
    Builder track = new Builder(fixes.size());
    fixes.forEach(fix -> track.add(fix.timestamp(), fix.zone().code(), fix.available()));
    return track.build();
  }

  /** Puts a track together again, fix by fix, in ascending time. */
  public static final class Builder {
    private final long[] fixes;
    private int count;

    /**
     * @param count how many fixes there will be
     */
    public Builder(int count) {
      fixes = new long[WIDTH * count];
    }

    /** The next fix. */
    public void add(long timestamp, long zoneCode, boolean available) {
      pack(timestamp, zoneCode, available, fixes, count++);
    }

    public DriverTrack build() {
      return new DriverTrack(fixes);
    }
  }

  /** Receives the fixes of a track in ascending time. */
  @FunctionalInterface
  public interface FixConsumer {
    void accept(long timestamp, long zoneCode, boolean available);
  }

  /** What this track is made of, by ascending time, for who has no need of objects. */
  public void forEachFix(FixConsumer consumer) {
    for (int i = 0; i < count(); i++) {
      consumer.accept(timeAt(i), fixes[WIDTH * i], isAvailableAt(i));
    }
  }

  private static void pack(
      long timestamp, long zoneCode, boolean available, long[] packed, int at) {
    packed[WIDTH * at] = zoneCode;
    packed[WIDTH * at + 1] = timestamp << 1 | (available ? 1 : 0);
  }

  /** What this track is made of, by ascending time. */
  public List<Fix> fixes() {
    return IntStream.range(0, count()).mapToObj(this::fixAt).toList();
  }

  public boolean isEmpty() {
    return fixes.length == 0;
  }

  public int count() {
    return fixes.length / WIDTH;
  }

  private Fix fixAt(int at) {
    return new Fix(timeAt(at), new Zone(fixes[WIDTH * at]), isAvailableAt(at));
  }

  private boolean isAvailableAt(int at) {
    return (fixes[WIDTH * at + 1] & 1) == 1;
  }

  private long timeAt(int at) {
    return fixes[WIDTH * at + 1] >> 1;
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
    boolean slideKnown = at < count() && windows.firstEnd(timeAt(at)) == end;
    if (slideKnown && !outranks(fix, fixAt(at), zoneIds)) {
      return this;
    }
    int next = slideKnown ? at + 1 : at;
    long lastEnd = next < count() ? lastEndBefore(timeAt(next), windows) : Long.MAX_VALUE;
    Span span = new Span(Math.max(end, firstOpenEnd), lastEnd, windows);
    span.tellChanges(slideKnown ? fixAt(at) : at > 0 ? fixAt(at - 1) : null, fix, changes);
    return with(fix, at, next).since(firstOpenEnd, windows);
  }

  /** This track with a fix in the place of those from one on up to the next that is kept. */
  private DriverTrack with(Fix fix, int at, int next) {
    long[] updated = Arrays.copyOf(fixes, fixes.length + WIDTH * (at + 1 - next));
    System.arraycopy(fixes, WIDTH * next, updated, WIDTH * (at + 1), fixes.length - WIDTH * next);
    pack(fix.timestamp(), fix.zone().code(), fix.available(), updated, at);
    return new DriverTrack(updated);
  }

  /** This track without what decides in no window that ends from here on. */
  public DriverTrack since(long firstOpenEnd, WindowSchedule windows) {
    int first = 0;
    while (first < count()
        && (lastEnd(timeAt(first), windows) < firstOpenEnd
            || (first + 1 < count() && windows.firstEnd(timeAt(first + 1)) <= firstOpenEnd))) {
      first++;
    }
    return first == 0
        ? this
        : new DriverTrack(Arrays.copyOfRange(fixes, WIDTH * first, fixes.length));
  }

  /** How this track became what it is, if by an {@link Extension} of the former one. */
  public @Nullable Extension extensionOf(DriverTrack former) {
    int forgotten = former.count() + 1 - count();
    int keptLength = fixes.length - WIDTH;
    boolean extended =
        keptLength > 0
            && forgotten >= 0
            && Arrays.equals(
                fixes, 0, keptLength, former.fixes, WIDTH * forgotten, former.fixes.length);
    return extended ? new Extension(forgotten, last()) : null;
  }

  /** This track, changed so. */
  public DriverTrack extendedBy(Extension extension) {
    int first = extension.forgotten();
    Fix fix = extension.fix();
    long[] extended = Arrays.copyOfRange(fixes, WIDTH * first, fixes.length + WIDTH);
    pack(fix.timestamp(), fix.zone().code(), fix.available(), extended, count() - first);
    return new DriverTrack(extended);
  }

  /** The latest of the fixes, of which there must be one. */
  public Fix last() {
    return fixAt(count() - 1);
  }

  private int firstNotBefore(long end, WindowSchedule windows) {
    int at = count();
    while (at > 0 && windows.firstEnd(timeAt(at - 1)) >= end) {
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

  private static long lastEnd(long timestamp, WindowSchedule windows) {
    return windows.firstEnd(timestamp) - windows.slide() + windows.driverTtl();
  }

  private static long lastEndBefore(long timestamp, WindowSchedule windows) {
    return windows.firstEnd(timestamp) - windows.slide();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DriverTrack that && Arrays.equals(fixes, that.fixes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(fixes);
  }

  @Override
  public String toString() {
    return "DriverTrack" + fixes();
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
      return Math.min(lastEnd, DriverTrack.lastEnd(fix.timestamp(), windows));
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
