package io.surge.domain;

import static io.surge.domain.LoadChange.WHILE_WINDOWS_HOLD_IT;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.surge.domain.DriverTrack.Extension;
import io.surge.domain.DriverTrack.Fix;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DriverTrackTest {
  private static final Zone HARBOUR = new Zone(1);
  private static final Zone MARKET = new Zone(2);
  private static final long NOTHING_EXPIRED = Long.MIN_VALUE;

  private final WindowSchedule windows = new WindowSchedule(30_000, 5_000, 30_000);
  private final List<Change> changes = new ArrayList<>();
  private DriverTrack track = DriverTrack.NONE;

  private record Change(Zone zone, LoadChange change) {}

  @Test
  void theFirstUpdateCountsInAllItsWindows() {
    hear(1_000, HARBOUR, true);
    assertThat(changes, is(List.of(change(HARBOUR, 1, 5_000, WHILE_WINDOWS_HOLD_IT))));
  }

  @Test
  void aPingInTheSameSlideChangesNothing() {
    hear(1_000, HARBOUR, true);
    forgetChanges();
    hear(2_000, HARBOUR, true);
    assertThat(changes, is(List.of()));
    assertThat(track, is(DriverTrack.of(List.of(new Fix(2_000, HARBOUR, true)))));
  }

  @Test
  void aPingInTheNextSlideAddsOneWindow() {
    hear(1_000, HARBOUR, true);
    forgetChanges();
    hear(6_000, HARBOUR, true);
    assertThat(changes, is(List.of(change(HARBOUR, 1, 35_000, WHILE_WINDOWS_HOLD_IT))));
  }

  @Test
  void aMoveTakesTheDriverOutOfTheZoneItLeft() {
    hear(1_000, HARBOUR, true);
    forgetChanges();
    hear(6_000, MARKET, true);
    assertThat(
        changes,
        is(
            List.of(
                change(HARBOUR, -1, 10_000, 30_000),
                change(MARKET, 1, 10_000, WHILE_WINDOWS_HOLD_IT))));
  }

  @Test
  void aHiredDriverCountsNoMore() {
    hear(1_000, HARBOUR, true);
    forgetChanges();
    hear(6_000, HARBOUR, false);
    assertThat(changes, is(List.of(change(HARBOUR, -1, 10_000, 30_000))));
  }

  @Test
  void anUpdateThatArrivesBehindANewerOneChangesOnlyTheTimeBetween() {
    hear(1_000, HARBOUR, true);
    hear(21_000, HARBOUR, true);
    forgetChanges();
    hear(11_000, MARKET, true);
    assertThat(
        changes,
        is(List.of(change(HARBOUR, -1, 15_000, 20_000), change(MARKET, 1, 15_000, 20_000))));
  }

  @Test
  void expiredWindowsAreLeftAsTheyWere() {
    hear(1_000, HARBOUR, true);
    forgetChanges();
    hear(2_000, HARBOUR, false, 20_000);
    assertThat(changes, is(List.of(change(HARBOUR, -1, 20_000, WHILE_WINDOWS_HOLD_IT))));
  }

  @Test
  void atTheSameTimeNotAvailableWins() {
    hear(1_000, HARBOUR, false);
    forgetChanges();
    hear(1_000, HARBOUR, true);
    assertThat(changes, is(List.of()));
    assertThat(track, is(DriverTrack.of(List.of(new Fix(1_000, HARBOUR, false)))));
  }

  @Test
  void atTheSameTimeTheGreaterZoneIdWins() {
    hear(1_000, MARKET, true);
    forgetChanges();
    hear(1_000, HARBOUR, true);
    assertThat(changes, is(List.of()));
    hear(2_000, HARBOUR, true);
    forgetChanges();
    hear(2_000, MARKET, true);
    assertThat(
        changes,
        is(
            List.of(
                change(HARBOUR, -1, 5_000, WHILE_WINDOWS_HOLD_IT),
                change(MARKET, 1, 5_000, WHILE_WINDOWS_HOLD_IT))));
  }

  @Test
  void aHiredDriverInAZoneItWasNotCountedInIsStillHeardThere() {
    hear(1_000, HARBOUR, false);
    assertThat(changes, is(List.of(change(HARBOUR, 0, 5_000, 5_000))));
  }

  @Test
  void onlyTheLastWordOfEachSlideIsRemembered() {
    for (int second = 0; second < 60; second++) {
      hear(second * 1_000L, HARBOUR, true);
    }
    assertThat(track.fixes().size(), is(12));
  }

  @Test
  void whatCanDecideNoMoreIsForgotten() {
    hear(1_000, HARBOUR, true);
    hear(6_000, HARBOUR, true);
    hear(11_000, MARKET, true);
    assertThat(
        track.since(15_000, windows), is(DriverTrack.of(List.of(new Fix(11_000, MARKET, true)))));
    assertThat(track.since(40_000, windows).fixes().size(), is(1));
    assertThat(track.since(45_000, windows), is(DriverTrack.NONE));
  }

  @Test
  void tellsHowItHasGoneOn() {
    Fix first = new Fix(1_000, HARBOUR, true);
    Fix second = new Fix(6_000, MARKET, true);
    Fix third = new Fix(11_000, MARKET, false);
    DriverTrack former = DriverTrack.of(List.of(first, second));
    DriverTrack longer = DriverTrack.of(List.of(first, second, third));
    DriverTrack later = DriverTrack.of(List.of(second, third));

    assertThat(longer.extensionOf(former), is(new Extension(0, third)));
    assertThat(former.extendedBy(new Extension(0, third)), is(longer));
    assertThat(later.extensionOf(former), is(new Extension(1, third)));
    assertThat(former.extendedBy(new Extension(1, third)), is(later));
    assertThat("nothing is left", DriverTrack.of(List.of(third)).extensionOf(former), nullValue());
    assertThat("it was new", former.extensionOf(DriverTrack.NONE), nullValue());
    assertThat("it has shrunk", former.extensionOf(longer), nullValue());
    assertThat("another before", longer.extensionOf(later), nullValue());
  }

  @Test
  void inAnyOrderOfArrivalTheChangesAddUpToTheSame() {
    for (long seed = 0; seed < 500; seed++) {
      Random random = new Random(seed);
      List<DriverUpdate> updates = Stream.generate(() -> randomUpdate(random)).limit(6).toList();
      List<DriverUpdate> shuffled = new ArrayList<>(updates);
      Collections.shuffle(shuffled, random);

      Map<String, Long> supply = supplyAfter(updates);
      DriverTrack expected = track;

      assertThat("seed " + seed, supplyAfter(shuffled), is(supply));
      assertThat("seed " + seed, track, is(expected));
    }
  }

  /** Few times, so that some tie. */
  private static DriverUpdate randomUpdate(Random random) {
    Zone zone = random.nextBoolean() ? HARBOUR : MARKET;
    return new DriverUpdate("Ben", zone, random.nextInt(3) > 0, 1_000L * random.nextInt(40), null);
  }

  /** What a driver's updates add up to, in each zone and window where that is not nothing. */
  private Map<String, Long> supplyAfter(List<DriverUpdate> updates) {
    track = DriverTrack.NONE;
    Map<String, Long> supply = new TreeMap<>();
    for (DriverUpdate update : updates) {
      forgetChanges();
      hear(update.timestamp(), update.zone(), update.available());
      for (Change change : changes) {
        LoadChange load = change.change;
        long last = Math.min(load.lastEnd(), windows.lastEnd(update.timestamp()));
        for (long end = load.firstEnd(); end <= last; end += windows.slide()) {
          supply.merge(change.zone + " until " + end, load.supply(), Long::sum);
        }
      }
    }
    supply.values().removeIf(count -> count == 0);
    return supply;
  }

  private void hear(long timestamp, Zone zone, boolean available) {
    hear(timestamp, zone, available, NOTHING_EXPIRED);
  }

  private void hear(long timestamp, Zone zone, boolean available, long firstOpenEnd) {
    track =
        track.after(
            new DriverUpdate("Ben", zone, available, timestamp, null),
            windows,
            firstOpenEnd,
            Comparator.comparingLong(Zone::code),
            (changed, change) -> changes.add(new Change(changed, change)));
  }

  private void forgetChanges() {
    changes.clear();
  }

  private static Change change(Zone zone, long supply, long firstEnd, long lastEnd) {
    return new Change(zone, new LoadChange(0, supply, firstEnd, lastEnd, null));
  }
}
