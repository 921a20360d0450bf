package io.surge;

import static io.surge.City.HARBOUR;
import static io.surge.City.PARK;
import static io.surge.City.STATION;
import static io.surge.Story.story;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import io.surge.domain.WindowSchedule;
import io.surge.transforms.SurgeSettings.Supply;
import io.surge.transforms.SurgeSettings.Windowing;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The oracle is right where a person can work out the answer by hand. */
class SurgeOracleTest {

  @Test
  void countsARequestInEachWindowThatContainsItAndClosesTheZone() {
    Story story = story();
    story.at("12:00:03").rider("Ana").requests(HARBOUR);

    assertThat(
        answer(story).finals(),
        contains(
            story.window(HARBOUR, "12:00:05").onTime(1, 0, 5),
            story.window(HARBOUR, "12:00:10").onTime(1, 0, 5),
            story.window(HARBOUR, "12:00:15").onTime(0, 0, 1)));
    assertThat(
        answer(story).closing(), contains(story.window(HARBOUR, "12:00:15").onTime(0, 0, 1)));
  }

  @Test
  void countsARequestOnABoundaryInTheWindowsThatBeginThere() {
    Story story = story();
    story.at("12:00:05").rider("Ana").requests(HARBOUR);

    assertThat(
        answer(story).finals(),
        contains(
            story.window(HARBOUR, "12:00:10").onTime(1, 0, 5),
            story.window(HARBOUR, "12:00:15").onTime(1, 0, 5),
            story.window(HARBOUR, "12:00:20").onTime(0, 0, 1)));
  }

  @Test
  void countsADriverInTheZoneOfItsLatestUpdateOnly() {
    Story story = story();
    story.at("12:00:06").driver("Ben").isFreeAt(STATION);
    story.at("12:00:03").driver("Ben").isFreeAt(HARBOUR);

    assertThat(
        answer(story).finals(),
        contains(
            story.window(HARBOUR, "12:00:05").onTime(0, 1, 1),
            story.window(STATION, "12:00:10").onTime(0, 1, 1), // zone_10_4 before zone_9_4
            story.window(HARBOUR, "12:00:10").onTime(0, 0, 1),
            story.window(STATION, "12:00:15").onTime(0, 1, 1),
            story.window(STATION, "12:00:20").onTime(0, 0, 1)));
  }

  @Test
  void countsEveryAvailableUpdateWhereUpdatesAreCounted() {
    Story story = story().supply(Supply.UPDATES).windows(new WindowSchedule(5_000, 5_000, 60_000));
    story.at("12:00:01").driver("Ben").isFreeAt(HARBOUR);
    story.at("12:00:02").driver("Ben").isFreeAt(HARBOUR);
    story.at("12:00:03").driver("Ben").isBusyAt(HARBOUR);

    assertThat(
        answer(story).finals(),
        contains(
            story.window(HARBOUR, "12:00:05").onTime(0, 2, 1),
            story.window(HARBOUR, "12:00:10").onTime(0, 0, 1)));
  }

  @Test
  void breaksTiesByAvailabilityThenByTheGreaterId() {
    Story busy = story();
    busy.at("12:00:03").driver("Ben").isBusyAt(HARBOUR);
    busy.at("12:00:03").driver("Ben").isFreeAt(HARBOUR);
    busy.at("12:00:03").driver("Ben").isFreeAt(STATION);
    Story moved = story().windows(new WindowSchedule(5_000, 5_000, 5_000));
    moved.at("12:00:03").driver("Ben").isFreeAt(PARK); // zone_2_4 is greater than zone_10_4
    moved.at("12:00:03").driver("Ben").isFreeAt(STATION);

    assertThat(answer(busy).finals(), is(empty()));
    assertThat(
        answer(moved).finals(),
        contains(
            moved.window(PARK, "12:00:05").onTime(0, 1, 1),
            moved.window(PARK, "12:00:10").onTime(0, 0, 1)));
  }

  @Test
  void letsADriversWordHoldForItsTimeToLive() {
    Story longer = story().windows(new WindowSchedule(5_000, 5_000, 15_000));
    longer.at("12:00:05").driver("Ben").isFreeAt(HARBOUR);
    Story shorter = story().windows(new WindowSchedule(15_000, 5_000, 5_000));
    shorter.at("12:00:05").driver("Ben").isFreeAt(HARBOUR);

    assertThat(
        answer(longer).finals(),
        contains(
            longer.window(HARBOUR, "12:00:10").onTime(0, 1, 1),
            longer.window(HARBOUR, "12:00:15").onTime(0, 1, 1),
            longer.window(HARBOUR, "12:00:20").onTime(0, 1, 1),
            longer.window(HARBOUR, "12:00:25").onTime(0, 0, 1)));
    assertThat(
        answer(shorter).finals(),
        contains(
            shorter.window(HARBOUR, "12:00:10").onTime(0, 1, 1),
            shorter.window(HARBOUR, "12:00:15").onTime(0, 0, 1)));
  }

  @Test
  void correctsClosedWindowsAndCountsRevisionsWithoutGaps() {
    Story story = story();
    story.at("12:00:03").rider("Ana").requests(HARBOUR);
    story.watermarkReaches("12:00:05");
    story.at("12:00:03").rider("Flo").requests(HARBOUR);
    story.watermarkReaches("12:00:24.999");
    story.at("12:00:03").rider("Gil").requests(HARBOUR);

    assertThat(
        answer(story).finals(),
        contains(
            story.window(HARBOUR, "12:00:05").onTime(1, 0, 5),
            story.window(HARBOUR, "12:00:05").late(1, 2, 0, 5),
            story.window(HARBOUR, "12:00:10").onTime(2, 0, 5),
            story.window(HARBOUR, "12:00:15").onTime(0, 0, 1),
            story.window(HARBOUR, "12:00:05").late(2, 3, 0, 5),
            story.window(HARBOUR, "12:00:10").late(1, 3, 0, 5)));
  }

  @Test
  void tellsHowPunctualEventsAre() {
    Story story = story();
    story.watermarkReaches("12:00:00");
    story.at("12:00:03").rider("Ana").requests(HARBOUR);
    story.watermarkReaches("12:00:05");
    story.at("12:00:03").rider("Ana").requests(HARBOUR);
    story.watermarkReaches("12:00:25");
    story.at("12:00:03").rider("Ana").requests(HARBOUR);
    story.watermarkReaches("12:00:30");
    story.at("12:00:03").rider("Ana").requests(HARBOUR);

    assertThat(
        answer(story).arrivals().stream().map(SurgeOracle.Arrival::punctuality).toList(),
        contains(
            Punctuality.ON_TIME, Punctuality.LATE, Punctuality.PARTLY_LATE, Punctuality.TOO_LATE));
    assertThat(answer(story).tooLate(), is(List.of(story.origin(7))));
  }

  private static SurgeOracle.Answer answer(Story story) {
    return SurgeOracle.answer(story.settings(Windowing.SLICED), story.steps());
  }
}
