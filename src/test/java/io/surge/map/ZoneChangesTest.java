package io.surge.map;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.surge.domain.QuoteTiming;
import io.surge.domain.SurgeQuote;
import io.surge.domain.ZoneGrid;
import io.surge.map.ZoneChanges.Batch;
import io.surge.map.ZoneChanges.Change;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ZoneChangesTest {
  private static final String HARBOUR = "zone_1_1";
  private static final String STATION = "zone_2_2";
  private static final int ALL = 100;
  private static final Batch NOTHING = new Batch(List.of(), List.of(), List.of());

  private final ZoneChanges changes = new ZoneChanges(ZoneGrid.named("degrees"));

  @Test
  void givesTheOutlineOfAZoneOnlyToWhoDoesNotKnowIt() {
    ZoneChanges.Reader reader = changes.newReader();
    changes.changed(quote(HARBOUR, 2));
    Batch first = reader.next(ALL);
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
    Batch second = reader.next(ALL);
    assertThat(zones(second.appeared()), is(List.of()));
    assertThat(zones(second.priced()), is(List.of(HARBOUR)));
    assertThat(second.priced().get(0).quote(), is(quote(HARBOUR, 3)));
    assertThat(zones(changes.newReader().next(ALL).appeared()), is(List.of(HARBOUR)));
  }

  @Test
  void listsAZoneThatChangedOftenOnlyOnce() {
    changes.changed(quote(HARBOUR, 2));
    changes.changed(quote(STATION, 2));
    changes.changed(quote(HARBOUR, 3));
    assertThat(zones(changes.newReader().next(ALL).priced()), is(List.of(STATION, HARBOUR)));
  }

  @Test
  void listsNothingToWhoHasSeenEverything() {
    ZoneChanges.Reader reader = changes.newReader();
    changes.changed(quote(HARBOUR, 2));
    reader.next(ALL);
    assertThat(reader.next(ALL), is(NOTHING));
  }

  @Test
  void introducesAZoneThatChangesWhileTheListIsReadInParts() {
    ZoneChanges.Reader reader = changes.newReader();
    changes.changed(quote(STATION, 2));
    changes.changed(quote(HARBOUR, 2));
    assertThat(zones(reader.next(1).appeared()), is(List.of(STATION)));
    changes.changed(quote(HARBOUR, 3));
    Batch rest = reader.next(1);
    assertThat(zones(rest.appeared()), is(List.of(HARBOUR)));
    assertThat(rest.priced().get(0).quote(), is(quote(HARBOUR, 3)));
  }

  @Test
  void introducesEachZoneBeforeItsFirstPriceHoweverReadingAndWritingMeet() throws Exception {
    Thread writer =
        new Thread(
            () -> {
              for (int i = 0; i < 200_000; i++) {
                changes.changed(quote("zone_0_" + i % 1_000, i));
              }
            });
    writer.start();
    ZoneChanges.Reader reader = changes.newReader();
    Set<String> known = new HashSet<>();
    while (writer.isAlive() || known.size() < 1_000) {
      Batch batch = reader.next(10);
      known.addAll(zones(batch.appeared()));
      assertThat(known.containsAll(zones(batch.priced())), is(true));
    }
    writer.join();
  }

  @Test
  void tellsThatAZoneLeftAndIntroducesItAnewWhenItReturns() {
    ZoneChanges.Reader reader = changes.newReader();
    changes.changed(quote(HARBOUR, 2));
    reader.next(ALL);
    changes.left(HARBOUR);
    Batch leaving = reader.next(ALL);
    assertThat(zones(leaving.left()), is(List.of(HARBOUR)));
    assertThat(zones(leaving.priced()), is(List.of()));
    changes.changed(quote(HARBOUR, 3));
    Batch returning = reader.next(ALL);
    assertThat(zones(returning.appeared()), is(List.of(HARBOUR)));
    assertThat(zones(returning.left()), is(List.of()));
  }

  @Test
  void doesNotTellOfAZoneThatLeftToWhoNeverKnewIt() {
    changes.changed(quote(HARBOUR, 2));
    changes.left(HARBOUR);
    assertThat(changes.newReader().next(ALL), is(NOTHING));
  }

  @Test
  void countsQuotesOfZonesThatTheGridDoesNotHave() {
    changes.changed(quote("8928308280fffff", 2));
    assertThat(changes.strangers(), is(1L));
    assertThat(changes.newReader().next(ALL), is(NOTHING));
  }

  private static List<String> zones(List<Change> list) {
    return list.stream().map(Change::zoneId).toList();
  }

  private static SurgeQuote quote(String zone, long demand) {
    return new SurgeQuote(zone, demand, demand, 1, 0, 30_000, QuoteTiming.EARLY, 0, 30_000);
  }
}
