package io.surge;

import static io.surge.City.HARBOUR;
import static io.surge.City.PARK;
import static io.surge.City.STATION;
import static io.surge.Story.story;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import io.surge.domain.WindowSchedule;
import io.surge.transforms.SurgeSettings.Supply;
import org.joda.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Stories of windows that close and events that come when they come: what is final, and when. */
class SurgeStoriesTest {
  private static final WindowSchedule LONG_TTL = new WindowSchedule(10_000, 5_000, 20_000);

  @ParameterizedTest
  @EnumSource
  void pricesEachWindowWhenItCloses(Stage stage) {
    Story story = story();
    story.at("12:00:01").driver("Ben").isFreeAt(HARBOUR);
    story.at("12:00:02").rider("Ana").requests(HARBOUR);
    story.at("12:00:03").rider("Flo").requests(HARBOUR);
    story.at("12:00:06").rider("Gil").requests(STATION);
    story.watermarkReaches("12:00:12");

    assertThat(
        stage.play(story).finals(),
        containsInAnyOrder(
            story.window(HARBOUR, "12:00:05").onTime(2, 1, 2),
            story.window(HARBOUR, "12:00:10").onTime(2, 1, 2),
            story.window(HARBOUR, "12:00:15").onTime(0, 0, 1),
            story.window(STATION, "12:00:10").onTime(1, 0, 5),
            story.window(STATION, "12:00:15").onTime(1, 0, 5),
            story.window(STATION, "12:00:20").onTime(0, 0, 1)));
  }

  @ParameterizedTest
  @EnumSource
  void countsAnEventInAllSixWindowsOfThirtySecondsThatContainIt(Stage stage) {
    Story story = story().windows(new WindowSchedule(30_000, 5_000, 30_000));
    story.at("12:00:05").rider("Ana").requests(HARBOUR);
    story.at("12:00:09.999").driver("Ben").isFreeAt(HARBOUR);
    story.at("12:00:10").rider("Flo").requests(HARBOUR);
    story.at("12:00:10").rider("Gil").requests(HARBOUR);

    assertThat(
        stage.play(story).finals(),
        containsInAnyOrder(
            story.window(HARBOUR, "12:00:10").onTime(1, 1, 1),
            story.window(HARBOUR, "12:00:15").onTime(3, 1, 3),
            story.window(HARBOUR, "12:00:20").onTime(3, 1, 3),
            story.window(HARBOUR, "12:00:25").onTime(3, 1, 3),
            story.window(HARBOUR, "12:00:30").onTime(3, 1, 3),
            story.window(HARBOUR, "12:00:35").onTime(3, 1, 3),
            story.window(HARBOUR, "12:00:40").onTime(2, 0, 5),
            story.window(HARBOUR, "12:00:45").onTime(0, 0, 1)));
  }

  @ParameterizedTest
  @EnumSource
  void takesAnEventOutOfOrderAsLongAsItsWindowIsOpen(Stage stage) {
    Story story = story();
    story.at("12:00:06").rider("Ana").requests(HARBOUR);
    story.watermarkReaches("12:00:04.999");
    story.at("12:00:03").rider("Flo").requests(HARBOUR);

    assertThat(
        stage.play(story).finals(),
        containsInAnyOrder(
            story.window(HARBOUR, "12:00:05").onTime(1, 0, 5),
            story.window(HARBOUR, "12:00:10").onTime(2, 0, 5),
            story.window(HARBOUR, "12:00:15").onTime(1, 0, 5),
            story.window(HARBOUR, "12:00:20").onTime(0, 0, 1)));
  }

  @ParameterizedTest
  @EnumSource
  void correctsClosedWindowsForALateEvent(Stage stage) {
    Story story = story();
    story.at("12:00:01").driver("Ben").isFreeAt(HARBOUR);
    story.at("12:00:03").rider("Ana").requests(HARBOUR);
    story.watermarkReaches("12:00:05");
    story.at("12:00:04").rider("Flo").requests(HARBOUR);
    story.watermarkReaches("12:00:10");
    story.at("12:00:04").rider("Gil").requests(HARBOUR);

    assertThat(
        stage.play(story).finals(),
        containsInAnyOrder(
            story.window(HARBOUR, "12:00:05").onTime(1, 1, 1),
            story.window(HARBOUR, "12:00:05").late(1, 2, 1, 2),
            story.window(HARBOUR, "12:00:05").late(2, 3, 1, 3),
            story.window(HARBOUR, "12:00:10").onTime(2, 1, 2),
            story.window(HARBOUR, "12:00:10").late(1, 3, 1, 3),
            story.window(HARBOUR, "12:00:15").onTime(0, 0, 1)));
  }

  @ParameterizedTest
  @EnumSource
  void correctsTheDemandAlsoWhereThePriceStays(Stage stage) {
    Story story = story();
    story.at("12:00:03").rider("Ana").requests(HARBOUR);
    story.watermarkReaches("12:00:12");
    story.at("12:00:04").rider("Flo").requests(HARBOUR);

    assertThat(
        stage.play(story).finals(),
        containsInAnyOrder(
            story.window(HARBOUR, "12:00:05").onTime(1, 0, 5),
            story.window(HARBOUR, "12:00:05").late(1, 2, 0, 5),
            story.window(HARBOUR, "12:00:10").onTime(1, 0, 5),
            story.window(HARBOUR, "12:00:10").late(1, 2, 0, 5),
            story.window(HARBOUR, "12:00:15").onTime(0, 0, 1)));
  }

  @ParameterizedTest
  @EnumSource
  void publishesNoCorrectionThatChangesNothing(Stage stage) {
    Story story = story();
    story.at("12:00:01").driver("Ben").isFreeAt(HARBOUR);
    story.watermarkReaches("12:00:06");
    story.at("12:00:02").driver("Ben").isFreeAt(HARBOUR);

    assertThat(
        stage.play(story).finals(),
        containsInAnyOrder(
            story.window(HARBOUR, "12:00:05").onTime(0, 1, 1),
            story.window(HARBOUR, "12:00:10").onTime(0, 1, 1),
            story.window(HARBOUR, "12:00:15").onTime(0, 0, 1)));
  }

  @ParameterizedTest
  @EnumSource
  void countsAPartlyLateEventInTheWindowsThatStillTakeIt(Stage stage) {
    Story story = story();
    story.at("12:00:03").rider("Ana").requests(HARBOUR);
    story.watermarkReaches("12:00:24.999");
    story.at("12:00:03").rider("Flo").requests(HARBOUR);
    story.watermarkReaches("12:00:25");
    story.at("12:00:03").rider("Gil").requests(HARBOUR);

    Outcome outcome = stage.play(story);

    assertThat(
        outcome.finals(),
        containsInAnyOrder(
            story.window(HARBOUR, "12:00:05").onTime(1, 0, 5),
            story.window(HARBOUR, "12:00:05").late(1, 2, 0, 5),
            story.window(HARBOUR, "12:00:10").onTime(1, 0, 5),
            story.window(HARBOUR, "12:00:10").late(1, 2, 0, 5),
            story.window(HARBOUR, "12:00:10").late(2, 3, 0, 5),
            story.window(HARBOUR, "12:00:15").onTime(0, 0, 1)));
    assertThat(outcome.tooLate(), is(empty()));
  }

  @ParameterizedTest
  @EnumSource
  void handsBackAnEventThatIsTooLateForAllItsWindows(Stage stage) {
    Story story = story();
    story.watermarkReaches("12:00:30");
    story.at("12:00:03").rider("Ana").requests(HARBOUR);
    story.at("12:00:04").driver("Ben").isFreeAt(HARBOUR);
    story.at("12:00:05").rider("Flo").requests(HARBOUR);

    Outcome outcome = stage.play(story);

    assertThat(outcome.rejectedAsTooLate(), containsInAnyOrder(story.origin(1), story.origin(2)));
    assertThat(
        outcome.finals(),
        containsInAnyOrder(
            story.window(HARBOUR, "12:00:15").late(0, 1, 0, 5),
            story.window(HARBOUR, "12:00:20").late(0, 0, 0, 1)));
  }

  @ParameterizedTest
  @EnumSource
  void pricesASilentZoneWhenALateEventBreaksTheSilence(Stage stage) {
    Story story = story();
    story.watermarkReaches("12:00:12");
    story.at("12:00:03").rider("Ana").requests(HARBOUR);
    story.watermarkReaches("12:00:20");
    story.at("12:00:04").rider("Flo").requests(STATION);

    assertThat(
        stage.play(story).finals(),
        containsInAnyOrder(
            story.window(HARBOUR, "12:00:05").late(0, 1, 0, 5),
            story.window(HARBOUR, "12:00:10").late(0, 1, 0, 5),
            story.window(HARBOUR, "12:00:15").onTime(0, 0, 1),
            story.window(STATION, "12:00:05").late(0, 1, 0, 5),
            story.window(STATION, "12:00:10").late(0, 1, 0, 5),
            story.window(STATION, "12:00:15").late(0, 0, 0, 1)));
  }

  @ParameterizedTest
  @EnumSource
  void closesAQuietZoneAndOpensItAgain(Stage stage) {
    Story story = story();
    story.at("12:00:03").rider("Ana").requests(HARBOUR);
    story.watermarkReaches("12:05:00");
    story.at("12:05:01").driver("Ben").isFreeAt(HARBOUR);

    Outcome outcome = stage.play(story);

    assertThat(
        outcome.finals(),
        containsInAnyOrder(
            story.window(HARBOUR, "12:00:05").onTime(1, 0, 5),
            story.window(HARBOUR, "12:00:10").onTime(1, 0, 5),
            story.window(HARBOUR, "12:00:15").onTime(0, 0, 1),
            story.window(HARBOUR, "12:05:05").onTime(0, 1, 1),
            story.window(HARBOUR, "12:05:10").onTime(0, 1, 1),
            story.window(HARBOUR, "12:05:15").onTime(0, 0, 1)));
    assertThat(
        outcome.closing(),
        containsInAnyOrder(
            story.window(HARBOUR, "12:00:15").onTime(0, 0, 1),
            story.window(HARBOUR, "12:05:15").onTime(0, 0, 1)));
  }

  @ParameterizedTest
  @EnumSource
  void correctsAClosingQuoteWhoseWindowWasNotEmptyAfterAll(Stage stage) {
    Story story = story();
    story.at("12:00:03").rider("Ana").requests(HARBOUR);
    story.watermarkReaches("12:00:16");
    story.at("12:00:08").rider("Flo").requests(HARBOUR);

    assertThat(
        stage.play(story).finals(),
        containsInAnyOrder(
            story.window(HARBOUR, "12:00:05").onTime(1, 0, 5),
            story.window(HARBOUR, "12:00:10").onTime(1, 0, 5),
            story.window(HARBOUR, "12:00:10").late(1, 2, 0, 5),
            story.window(HARBOUR, "12:00:15").onTime(0, 0, 1),
            story.window(HARBOUR, "12:00:15").late(1, 1, 0, 5),
            story.window(HARBOUR, "12:00:20").onTime(0, 0, 1)));
  }

  @ParameterizedTest
  @EnumSource
  void keepsAnEventStampedInTheFutureForItsOwnWindows(Stage stage) {
    Story story = story();
    story.at("12:00:55").rider("Ana").requests(HARBOUR);
    story.watermarkReaches("12:00:05");
    story.at("12:00:06").rider("Flo").requests(HARBOUR);
    story.watermarkReaches("12:00:30");
    story.at("12:00:33").rider("Gil").requests(HARBOUR);

    assertThat(
        stage.play(story).finals(),
        containsInAnyOrder(
            story.window(HARBOUR, "12:00:10").onTime(1, 0, 5),
            story.window(HARBOUR, "12:00:15").onTime(1, 0, 5),
            story.window(HARBOUR, "12:00:20").onTime(0, 0, 1),
            story.window(HARBOUR, "12:00:35").onTime(1, 0, 5),
            story.window(HARBOUR, "12:00:40").onTime(1, 0, 5),
            story.window(HARBOUR, "12:00:45").onTime(0, 0, 1),
            story.window(HARBOUR, "12:01:00").onTime(1, 0, 5),
            story.window(HARBOUR, "12:01:05").onTime(1, 0, 5),
            story.window(HARBOUR, "12:01:10").onTime(0, 0, 1)));
  }

  @ParameterizedTest
  @EnumSource
  void pricesTheFirstSecondsOfTheEpochInWindowsThatBeginBeforeIt(Stage stage) {
    Story story = story();
    story.at(0).rider("Ana").requests(HARBOUR);
    story.at(4_999).driver("Ben").isFreeAt(HARBOUR);

    assertThat(
        stage.play(story).finals(),
        containsInAnyOrder(
            story.window(HARBOUR, 5_000).onTime(1, 1, 1),
            story.window(HARBOUR, 10_000).onTime(1, 1, 1),
            story.window(HARBOUR, 15_000).onTime(0, 0, 1)));
  }

  @ParameterizedTest
  @EnumSource
  void takesADriverThatMovedOutOfAZoneThatHearsNothingElse(Stage stage) {
    Story story = story().windows(LONG_TTL);
    story.at("12:00:01").driver("Ben").isFreeAt(HARBOUR);
    story.watermarkReaches("12:00:06");
    story.at("12:00:07").driver("Ben").isFreeAt(STATION);

    assertThat(
        stage.play(story).finals(),
        containsInAnyOrder(
            story.window(HARBOUR, "12:00:05").onTime(0, 1, 1),
            story.window(HARBOUR, "12:00:10").onTime(0, 0, 1),
            story.window(STATION, "12:00:10").onTime(0, 1, 1),
            story.window(STATION, "12:00:15").onTime(0, 1, 1),
            story.window(STATION, "12:00:20").onTime(0, 1, 1),
            story.window(STATION, "12:00:25").onTime(0, 1, 1),
            story.window(STATION, "12:00:30").onTime(0, 0, 1)));
  }

  @ParameterizedTest
  @EnumSource
  void emptiesTheWindowsOfTheZoneThatADriverTurnsOutToHaveLeft(Stage stage) {
    Story story = story().windows(LONG_TTL);
    story.at("12:00:01").driver("Ben").isFreeAt(HARBOUR);
    story.watermarkReaches("12:00:16");
    story.at("12:00:07").driver("Ben").isFreeAt(STATION);

    assertThat(
        stage.play(story).finals(),
        containsInAnyOrder(
            story.window(HARBOUR, "12:00:05").onTime(0, 1, 1),
            story.window(HARBOUR, "12:00:10").onTime(0, 1, 1),
            story.window(HARBOUR, "12:00:10").late(1, 0, 0, 1),
            story.window(HARBOUR, "12:00:15").onTime(0, 1, 1),
            story.window(HARBOUR, "12:00:15").late(1, 0, 0, 1),
            story.window(STATION, "12:00:10").late(0, 0, 1, 1),
            story.window(STATION, "12:00:15").late(0, 0, 1, 1),
            story.window(STATION, "12:00:20").onTime(0, 1, 1),
            story.window(STATION, "12:00:25").onTime(0, 1, 1),
            story.window(STATION, "12:00:30").onTime(0, 0, 1)));
  }

  @ParameterizedTest
  @EnumSource
  void emptiesWindowsThatALateEventAloneHadFilled(Stage stage) {
    Story story = story();
    story.watermarkReaches("12:00:12");
    story.at("12:00:03").driver("Ben").isFreeAt(HARBOUR);
    story.at("12:00:04").driver("Ben").isFreeAt(STATION);

    assertThat(
        stage.play(story).finals(),
        containsInAnyOrder(
            story.window(HARBOUR, "12:00:05").late(0, 0, 1, 1),
            story.window(HARBOUR, "12:00:05").late(1, 0, 0, 1),
            story.window(HARBOUR, "12:00:10").late(0, 0, 1, 1),
            story.window(HARBOUR, "12:00:10").late(1, 0, 0, 1),
            story.window(STATION, "12:00:05").late(0, 0, 1, 1),
            story.window(STATION, "12:00:10").late(0, 0, 1, 1),
            story.window(STATION, "12:00:15").onTime(0, 0, 1)));
  }

  @ParameterizedTest
  @EnumSource
  void closesAZoneAlsoWhereWindowsTakeNoCorrections(Stage stage) {
    Story story = story().allowedLateness(Duration.ZERO);
    story.at("12:00:03").rider("Ana").requests(HARBOUR);
    story.watermarkReaches("12:00:11");
    story.at("12:00:08").rider("Flo").requests(HARBOUR);
    story.watermarkReaches("12:00:16");

    assertThat(
        stage.play(story).finals(),
        containsInAnyOrder(
            story.window(HARBOUR, "12:00:05").onTime(1, 0, 5),
            story.window(HARBOUR, "12:00:10").onTime(1, 0, 5),
            story.window(HARBOUR, "12:00:15").onTime(1, 0, 5),
            story.window(HARBOUR, "12:00:20").onTime(0, 0, 1)));
  }

  @ParameterizedTest
  @EnumSource
  void closesTheZoneThatADriverTurnsOutToHaveLeftAfterItsLastWindowExpired(Stage stage) {
    Story story = story().windows(LONG_TTL).allowedLateness(Duration.ZERO);
    story.at("12:00:01").driver("Ben").isFreeAt(HARBOUR);
    story.watermarkReaches("12:00:06");
    story.at("12:00:04").driver("Ben").isFreeAt(STATION);

    Outcome outcome = stage.play(story);

    assertThat(
        outcome.finals(),
        containsInAnyOrder(
            story.window(HARBOUR, "12:00:05").onTime(0, 1, 1),
            story.window(HARBOUR, "12:00:10").onTime(0, 0, 1),
            story.window(STATION, "12:00:10").onTime(0, 1, 1),
            story.window(STATION, "12:00:15").onTime(0, 1, 1),
            story.window(STATION, "12:00:20").onTime(0, 1, 1),
            story.window(STATION, "12:00:25").onTime(0, 0, 1)));
    assertThat(
        outcome.closing(),
        containsInAnyOrder(
            story.window(HARBOUR, "12:00:10").onTime(0, 0, 1),
            story.window(STATION, "12:00:25").onTime(0, 0, 1)));
  }

  @ParameterizedTest
  @EnumSource
  void closesAZoneByTheCorrectionThatEmptiesItsLastWindow(Stage stage) {
    Story story = story().windows(LONG_TTL).allowedLateness(Duration.standardSeconds(5));
    story.at("12:00:01").driver("Ben").isFreeAt(HARBOUR);
    story.watermarkReaches("12:00:11");
    story.at("12:00:04").driver("Ben").isFreeAt(STATION);

    Outcome outcome = stage.play(story);

    assertThat(
        outcome.finals(),
        containsInAnyOrder(
            story.window(HARBOUR, "12:00:05").onTime(0, 1, 1),
            story.window(HARBOUR, "12:00:10").onTime(0, 1, 1),
            story.window(HARBOUR, "12:00:10").late(1, 0, 0, 1),
            story.window(STATION, "12:00:10").late(0, 0, 1, 1),
            story.window(STATION, "12:00:15").onTime(0, 1, 1),
            story.window(STATION, "12:00:20").onTime(0, 1, 1),
            story.window(STATION, "12:00:25").onTime(0, 0, 1)));
    assertThat(
        outcome.closing(),
        containsInAnyOrder(
            story.window(HARBOUR, "12:00:10").late(1, 0, 0, 1),
            story.window(STATION, "12:00:25").onTime(0, 0, 1)));
  }

  @ParameterizedTest
  @EnumSource
  void leavesWindowsBeforeALateMoveAsTheyWere(Stage stage) {
    Story story = story();
    story.at("12:00:06").driver("Ben").isFreeAt(STATION);
    story.watermarkReaches("12:00:12");
    story.at("12:00:03").driver("Ben").isFreeAt(HARBOUR);

    assertThat(
        stage.play(story).finals(),
        containsInAnyOrder(
            story.window(HARBOUR, "12:00:05").late(0, 0, 1, 1),
            story.window(HARBOUR, "12:00:10").late(0, 0, 0, 1),
            story.window(STATION, "12:00:10").onTime(0, 1, 1),
            story.window(STATION, "12:00:15").onTime(0, 1, 1),
            story.window(STATION, "12:00:20").onTime(0, 0, 1)));
  }

  @ParameterizedTest
  @EnumSource
  void correctsAnEmptiedWindowAgainAndCountsOn(Stage stage) {
    Story story = story();
    story.at("12:00:01").driver("Ben").isFreeAt(HARBOUR);
    story.watermarkReaches("12:00:06");
    story.at("12:00:02").driver("Ben").isBusyAt(HARBOUR);
    story.at("12:00:03").driver("Ben").isFreeAt(HARBOUR);
    story.at("12:00:04").driver("Ben").isBusyAt(HARBOUR);

    assertThat(
        stage.play(story).finals(),
        containsInAnyOrder(
            story.window(HARBOUR, "12:00:05").onTime(0, 1, 1),
            story.window(HARBOUR, "12:00:05").late(1, 0, 0, 1),
            story.window(HARBOUR, "12:00:05").late(2, 0, 1, 1),
            story.window(HARBOUR, "12:00:05").late(3, 0, 0, 1)));
  }

  @ParameterizedTest
  @EnumSource
  void publishesNothingForABusyCabInASilentZone(Stage stage) {
    Story story = story();
    story.at("12:00:01").driver("Ben").isBusyAt(HARBOUR);
    story.watermarkReaches("12:00:12");
    story.at("12:00:07").driver("Cleo").isBusyAt(STATION);

    Outcome outcome = stage.play(story);

    assertThat(outcome.finals(), is(empty()));
    assertThat(outcome.closing(), is(empty()));
    assertThat(outcome.tooLate(), is(empty()));
  }

  @ParameterizedTest
  @EnumSource
  void believesTheBusyOneOfTwoUpdatesOfTheSameTime(Stage stage) {
    Story story = story();
    story.at("12:00:03").driver("Ben").isBusyAt(STATION);
    story.at("12:00:03").driver("Ben").isFreeAt(HARBOUR);
    story.at("12:00:03").driver("Cleo").isFreeAt(HARBOUR);
    story.at("12:00:03").driver("Cleo").isBusyAt(STATION);

    assertThat(stage.play(story).finals(), is(empty()));
  }

  @ParameterizedTest
  @EnumSource
  void believesTheGreaterZoneIdOfTwoUpdatesOfTheSameTime(Stage stage) {
    Story story = story();
    story.at("12:00:03").driver("Ben").isFreeAt(PARK); // zone_2_4
    story.at("12:00:03").driver("Ben").isFreeAt(STATION); // zone_10_4
    story.at("12:00:03").driver("Cleo").isFreeAt(STATION);
    story.at("12:00:03").driver("Cleo").isFreeAt(PARK);

    assertThat(
        stage.play(story).finals(),
        containsInAnyOrder(
            story.window(PARK, "12:00:05").onTime(0, 2, 1),
            story.window(PARK, "12:00:10").onTime(0, 2, 1),
            story.window(PARK, "12:00:15").onTime(0, 0, 1)));
  }

  @ParameterizedTest
  @EnumSource
  void countsADriverOnceHoweverOftenItPings(Stage stage) {
    Story story = story();
    story.at("12:00:01").driver("Ben").isFreeAt(HARBOUR);
    story.at("12:00:02").driver("Ben").isFreeAt(HARBOUR);
    story.at("12:00:02").driver("Ben").isFreeAt(HARBOUR);
    story.at("12:00:03").rider("Ana").requests(HARBOUR);
    story.at("12:00:03").rider("Flo").requests(HARBOUR);

    assertThat(
        stage.play(story).finals(),
        containsInAnyOrder(
            story.window(HARBOUR, "12:00:05").onTime(2, 1, 2),
            story.window(HARBOUR, "12:00:10").onTime(2, 1, 2),
            story.window(HARBOUR, "12:00:15").onTime(0, 0, 1)));
  }

  @ParameterizedTest
  @EnumSource
  void countsEveryPingWhereUpdatesAreCounted(Stage stage) {
    Story story = story().supply(Supply.UPDATES);
    story.at("12:00:01").driver("Ben").isFreeAt(HARBOUR);
    story.at("12:00:02").driver("Ben").isFreeAt(HARBOUR);
    story.at("12:00:03").driver("Ben").isBusyAt(HARBOUR);
    story.watermarkReaches("12:00:06");
    story.at("12:00:03").driver("Ben").isFreeAt(STATION);
    story.at("12:00:03").driver("Ben").isBusyAt(PARK);

    assertThat(
        stage.play(story).finals(),
        containsInAnyOrder(
            story.window(HARBOUR, "12:00:05").onTime(0, 2, 1),
            story.window(HARBOUR, "12:00:10").onTime(0, 2, 1),
            story.window(HARBOUR, "12:00:15").onTime(0, 0, 1),
            story.window(STATION, "12:00:05").late(0, 0, 1, 1),
            story.window(STATION, "12:00:10").onTime(0, 1, 1),
            story.window(STATION, "12:00:15").onTime(0, 0, 1)));
  }

  @ParameterizedTest
  @EnumSource
  void remembersADriverLongerThanAWindow(Stage stage) {
    Story story = story().windows(LONG_TTL);
    story.at("12:00:03").driver("Ben").isFreeAt(HARBOUR);
    story.at("12:00:16").rider("Ana").requests(HARBOUR);

    assertThat(
        stage.play(story).finals(),
        containsInAnyOrder(
            story.window(HARBOUR, "12:00:05").onTime(0, 1, 1),
            story.window(HARBOUR, "12:00:10").onTime(0, 1, 1),
            story.window(HARBOUR, "12:00:15").onTime(0, 1, 1),
            story.window(HARBOUR, "12:00:20").onTime(1, 1, 1),
            story.window(HARBOUR, "12:00:25").onTime(1, 0, 5),
            story.window(HARBOUR, "12:00:30").onTime(0, 0, 1)));
  }

  @ParameterizedTest
  @EnumSource
  void forgetsADriverBeforeTheWindowWhereTheTtlIsShorter(Stage stage) {
    Story story = story().windows(new WindowSchedule(10_000, 5_000, 5_000));
    story.at("12:00:03").driver("Ben").isFreeAt(HARBOUR);
    story.at("12:00:03").rider("Ana").requests(HARBOUR);

    assertThat(
        stage.play(story).finals(),
        containsInAnyOrder(
            story.window(HARBOUR, "12:00:05").onTime(1, 1, 1),
            story.window(HARBOUR, "12:00:10").onTime(1, 0, 5),
            story.window(HARBOUR, "12:00:15").onTime(0, 0, 1)));
  }

  @ParameterizedTest
  @EnumSource
  void takesAnUpdateWithALongTtlWhenARequestOfThatTimeIsTooLate(Stage stage) {
    Story story = story().windows(LONG_TTL);
    story.watermarkReaches("12:00:39.999");
    story.at("12:00:03").rider("Ana").requests(HARBOUR);
    story.at("12:00:03").driver("Ben").isFreeAt(HARBOUR);
    story.watermarkReaches("12:00:40");
    story.at("12:00:03").driver("Cleo").isFreeAt(HARBOUR);

    Outcome outcome = stage.play(story);

    assertThat(outcome.rejectedAsTooLate(), containsInAnyOrder(story.origin(1), story.origin(4)));
    assertThat(
        outcome.finals(),
        containsInAnyOrder(
            story.window(HARBOUR, "12:00:20").late(0, 0, 1, 1),
            story.window(HARBOUR, "12:00:25").late(0, 0, 0, 1)));
  }
}
