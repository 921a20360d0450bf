package io.surge.map;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.surge.domain.QuoteTiming;
import io.surge.domain.SurgeQuote;
import io.surge.domain.ZoneGrid;
import io.surge.map.ZoneChanges.Batch;
import io.surge.map.ZoneChanges.Change;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ZoneChangesTest {
  private static final String HARBOUR = "zone_1_1";
  private static final String STATION = "zone_2_2";
  private static final int ALL = 100;

  private final ZoneChanges changes = new ZoneChanges(ZoneGrid.named("degrees"));

  @Test
  void givesTheOutlineOfAZoneOnlyToWhoHasNotSeenIt() {
    changes.changed(quote(HARBOUR, 2));
    Batch first = changes.after(0, ALL);
    assertThat(zones(first.appeared()), is(List.of(HARBOUR)));
    assertThat(
        first.appeared().get(0).outline(),
        is(
            List.of(
                new ZoneGrid.Corner(0.01, 0.01),
                new ZoneGrid.Corner(0.01, 0.02),
                new ZoneGrid.Corner(0.02, 0.02),
                new ZoneGrid.Corner(0.02, 0.01))));
    changes.changed(quote(HARBOUR, 3));
    Batch second = changes.after(first.version(), ALL);
    assertThat(zones(second.appeared()), is(List.of()));
    assertThat(zones(second.priced()), is(List.of(HARBOUR)));
    assertThat(second.priced().get(0).quote(), is(quote(HARBOUR, 3)));
  }

  @Test
  void listsAZoneThatChangedOftenOnlyOnce() {
    changes.changed(quote(HARBOUR, 2));
    changes.changed(quote(STATION, 2));
    changes.changed(quote(HARBOUR, 3));
    assertThat(zones(changes.after(0, ALL).priced()), is(List.of(STATION, HARBOUR)));
  }

  @Test
  void listsNothingToWhoHasSeenEverything() {
    changes.changed(quote(HARBOUR, 2));
    long seen = changes.after(0, ALL).version();
    assertThat(changes.after(seen, ALL), is(new Batch(seen, List.of(), List.of(), List.of())));
  }

  @Test
  void goesOnWhereALimitedBatchEnded() {
    changes.changed(quote(HARBOUR, 2));
    changes.changed(quote(STATION, 2));
    Batch first = changes.after(0, 1);
    assertThat(zones(first.priced()), is(List.of(HARBOUR)));
    assertThat(zones(changes.after(first.version(), 1).priced()), is(List.of(STATION)));
  }

  @Test
  void tellsThatAZoneLeftAndIntroducesItAnewWhenItReturns() {
    changes.changed(quote(HARBOUR, 2));
    long seen = changes.after(0, ALL).version();
    changes.left(HARBOUR);
    Batch leaving = changes.after(seen, ALL);
    assertThat(zones(leaving.left()), is(List.of(HARBOUR)));
    assertThat(zones(leaving.priced()), is(List.of()));
    changes.changed(quote(HARBOUR, 3));
    Batch returning = changes.after(leaving.version(), ALL);
    assertThat(zones(returning.appeared()), is(List.of(HARBOUR)));
    assertThat(zones(returning.left()), is(List.of()));
  }

  @Test
  void tellsThatAZoneLeftToWhoMissedThatItHadReturnedBefore() {
    changes.changed(quote(HARBOUR, 2));
    long seen = changes.after(0, ALL).version();
    changes.left(HARBOUR);
    changes.changed(quote(HARBOUR, 3));
    changes.left(HARBOUR);
    assertThat(zones(changes.after(seen, ALL).left()), is(List.of(HARBOUR)));
  }

  @Test
  void countsQuotesOfZonesThatTheGridDoesNotHave() {
    changes.changed(quote("8928308280fffff", 2));
    assertThat(changes.strangers(), is(1L));
    assertThat(changes.after(0, ALL).size(), is(0));
  }

  private static List<String> zones(List<Change> list) {
    return list.stream().map(Change::zoneId).toList();
  }

  private static SurgeQuote quote(String zone, long demand) {
    return new SurgeQuote(zone, demand, demand, 1, 0, 30_000, QuoteTiming.EARLY, 0, 30_000);
  }
}
