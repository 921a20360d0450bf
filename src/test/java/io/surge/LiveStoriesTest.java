package io.surge;

import static io.surge.City.HARBOUR;
import static io.surge.City.STATION;
import static io.surge.Story.story;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;

import io.surge.transforms.SurgeSettings.Windowing;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Stories of the wall clock: what is published at once, what waits, and what never goes live. They
 * end with all windows closing, so each zone's closing quote comes last. A zone's live quotes are
 * at least 50 ms apart.
 */
class LiveStoriesTest {

  @ParameterizedTest
  @EnumSource(names = "SLICED")
  void publishesTheFirstEventOfAZoneAtOnce(Windowing windowing) {
    Story story = story();
    story.clockReaches("12:00:03.010");
    story.at("12:00:03").driver("Ben").isFreeAt(HARBOUR);

    assertThat(
        play(story, windowing).live(),
        contains(
            story.window(HARBOUR, "12:00:05").early(0, 0, 1, 1),
            story.window(HARBOUR, "12:00:15").onTime(0, 0, 1)));
  }

  @ParameterizedTest
  @EnumSource
  void publishesOnlyWhatChangesTheMultiplier(Windowing windowing) {
    Story story = story();
    story.clockReaches("12:00:03.000");
    story.at("12:00:03").rider("Ana").requests(HARBOUR);
    story.clockReaches("12:00:03.100");
    story.at("12:00:03.100").rider("Flo").requests(HARBOUR);
    story.clockReaches("12:00:03.200");
    story.at("12:00:03.200").driver("Ben").isFreeAt(HARBOUR);
    story.clockReaches("12:00:03.300");

    assertThat(
        play(story, windowing).live(),
        contains(
            story.window(HARBOUR, "12:00:05").early(0, 1, 0, 5),
            story.window(HARBOUR, "12:00:05").early(1, 2, 1, 2),
            story.window(HARBOUR, "12:00:15").onTime(0, 0, 1)));
  }

  @ParameterizedTest
  @EnumSource(names = "SLICED")
  void publishesTheLastOfSeveralChangesWithinTheInterval(Windowing windowing) {
    Story story = threeChangesInThirtyMilliseconds();

    assertThat(
        play(story, windowing).live(),
        contains(
            story.window(HARBOUR, "12:00:05").early(0, 1, 0, 5),
            story.window(HARBOUR, "12:00:05").early(1, 3, 1, 3),
            story.window(HARBOUR, "12:00:15").onTime(0, 0, 1)));
  }

  @ParameterizedTest
  @EnumSource(names = "SLICED")
  void publishesTheLastOfTheChangesWithinEachInterval(Windowing windowing) {
    Story story = story();
    story.clockReaches("12:00:03.000");
    story.at("12:00:03").rider("Ana").requests(HARBOUR);
    story.clockReaches("12:00:03.010");
    story.at("12:00:03").driver("Ben").isFreeAt(HARBOUR);
    story.clockReaches("12:00:03.060");
    story.at("12:00:03").rider("Flo").requests(HARBOUR);
    story.clockReaches("12:00:03.160");

    assertThat(
        play(story, windowing).live(),
        contains(
            story.window(HARBOUR, "12:00:05").early(0, 1, 0, 5),
            story.window(HARBOUR, "12:00:05").early(1, 1, 1, 1),
            story.window(HARBOUR, "12:00:05").early(2, 2, 1, 2),
            story.window(HARBOUR, "12:00:15").onTime(0, 0, 1)));
  }

  /** Beam's own trigger waits for the interval to pass also before the first quote. */
  @ParameterizedTest
  @EnumSource(names = "BEAM")
  void publishesTheLastOfTheFirstChangesWithinTheInterval(Windowing windowing) {
    Story story = threeChangesInThirtyMilliseconds();

    assertThat(
        play(story, windowing).live(),
        contains(
            story.window(HARBOUR, "12:00:05").early(0, 3, 1, 3),
            story.window(HARBOUR, "12:00:15").onTime(0, 0, 1)));
  }

  private static Story threeChangesInThirtyMilliseconds() {
    Story story = story();
    story.clockReaches("12:00:03.000");
    story.at("12:00:03").rider("Ana").requests(HARBOUR);
    story.clockReaches("12:00:03.010");
    story.at("12:00:03").driver("Ben").isFreeAt(HARBOUR);
    story.clockReaches("12:00:03.020");
    story.at("12:00:03").rider("Flo").requests(HARBOUR);
    story.clockReaches("12:00:03.030");
    story.at("12:00:03").rider("Gil").requests(HARBOUR);
    story.clockReaches("12:00:03.110");
    return story;
  }

  @ParameterizedTest
  @EnumSource
  void publishesNothingWhereTheMultiplierComesBackWithinTheInterval(Windowing windowing) {
    Story story = story();
    story.clockReaches("12:00:03.000");
    story.at("12:00:03").rider("Ana").requests(HARBOUR);
    story.clockReaches("12:00:03.010");
    story.at("12:00:03.010").driver("Ben").isFreeAt(HARBOUR);
    story.clockReaches("12:00:03.020");
    story.at("12:00:03.020").driver("Ben").isBusyAt(HARBOUR);
    story.clockReaches("12:00:03.120");

    assertThat(
        play(story, windowing).live(),
        contains(
            story.window(HARBOUR, "12:00:05").early(0, 1, 0, 5),
            story.window(HARBOUR, "12:00:15").onTime(0, 0, 1)));
  }

  @ParameterizedTest
  @EnumSource
  void throttlesEachZoneByItself(Windowing windowing) {
    Story story = story();
    story.clockReaches("12:00:03.000");
    story.at("12:00:03").rider("Ana").requests(HARBOUR);
    story.clockReaches("12:00:03.010");
    story.at("12:00:03").rider("Flo").requests(STATION);
    story.clockReaches("12:00:03.110");

    assertThat(
        play(story, windowing).live(),
        containsInAnyOrder(
            story.window(HARBOUR, "12:00:05").early(0, 1, 0, 5),
            story.window(STATION, "12:00:05").early(0, 1, 0, 5),
            story.window(HARBOUR, "12:00:15").onTime(0, 0, 1),
            story.window(STATION, "12:00:15").onTime(0, 0, 1)));
  }

  @ParameterizedTest
  @EnumSource
  void movesToTheWindowOfTheLargestEventTime(Windowing windowing) {
    Story story = story();
    story.clockReaches("12:00:03.000");
    story.at("12:00:03").rider("Ana").requests(HARBOUR);
    story.clockReaches("12:00:06.000");
    story.at("12:00:06").driver("Ben").isFreeAt(HARBOUR);
    story.clockReaches("12:00:06.100");
    story.at("12:00:04").rider("Flo").requests(HARBOUR);
    story.clockReaches("12:00:06.200");

    assertThat(
        play(story, windowing).live(),
        contains(
            story.window(HARBOUR, "12:00:05").early(0, 1, 0, 5),
            story.window(HARBOUR, "12:00:10").early(0, 1, 1, 1),
            story.window(HARBOUR, "12:00:10").early(1, 2, 1, 2),
            story.window(HARBOUR, "12:00:20").onTime(0, 0, 1)));
  }

  @ParameterizedTest
  @EnumSource
  void doesNotMoveToTheWindowOfAnEventAheadOfTheWallClock(Windowing windowing) {
    Story story = story();
    story.clockReaches("12:00:03.000");
    story.at("12:00:03").rider("Ana").requests(HARBOUR);
    story.clockReaches("12:00:03.100");
    story.at("12:00:21").rider("Flo").requests(HARBOUR);
    story.clockReaches("12:00:03.200");
    story.at("12:00:03.200").driver("Ben").isFreeAt(HARBOUR);
    story.clockReaches("12:00:03.300");

    assertThat(
        play(story, windowing).live(),
        contains(
            story.window(HARBOUR, "12:00:05").early(0, 1, 0, 5),
            story.window(HARBOUR, "12:00:05").early(1, 1, 1, 1),
            story.window(HARBOUR, "12:00:15").onTime(0, 0, 1),
            story.window(HARBOUR, "12:00:35").onTime(0, 0, 1)));
  }

  @ParameterizedTest
  @EnumSource
  void publishesTheFirstEventAfterSilenceAlsoWhereThePriceIsTheSame(Windowing windowing) {
    Story story = story();
    story.clockReaches("12:00:03.000");
    story.at("12:00:03").driver("Ben").isFreeAt(HARBOUR);
    story.clockReaches("12:00:20.000");
    story.watermarkReaches("12:00:15");
    story.at("12:00:20").driver("Ben").isFreeAt(HARBOUR);
    story.clockReaches("12:00:20.100");

    assertThat(
        play(story, windowing).live(),
        contains(
            story.window(HARBOUR, "12:00:05").early(0, 0, 1, 1),
            story.window(HARBOUR, "12:00:15").onTime(0, 0, 1),
            story.window(HARBOUR, "12:00:25").early(0, 0, 1, 1),
            story.window(HARBOUR, "12:00:35").onTime(0, 0, 1)));
  }

  @ParameterizedTest
  @EnumSource
  void publishesNoneForALateEvent(Windowing windowing) {
    Story story = story();
    story.clockReaches("12:00:11.000");
    story.at("12:00:11").rider("Ana").requests(HARBOUR);
    story.watermarkReaches("12:00:10");
    story.clockReaches("12:00:11.100");
    story.at("12:00:07").driver("Ben").isFreeAt(HARBOUR);
    story.clockReaches("12:00:11.200");

    Outcome outcome = play(story, windowing);

    assertThat(
        outcome.live(),
        contains(
            story.window(HARBOUR, "12:00:15").early(0, 1, 0, 5),
            story.window(HARBOUR, "12:00:25").onTime(0, 0, 1)));
    assertThat(
        outcome.finals(),
        containsInAnyOrder(
            story.window(HARBOUR, "12:00:10").late(0, 0, 1, 1),
            story.window(HARBOUR, "12:00:15").onTime(1, 1, 1),
            story.window(HARBOUR, "12:00:20").onTime(1, 0, 5),
            story.window(HARBOUR, "12:00:25").onTime(0, 0, 1)));
  }

  @ParameterizedTest
  @EnumSource
  void followsADriverFromZoneToZone(Windowing windowing) {
    Story story = story();
    story.clockReaches("12:00:06.000");
    story.at("12:00:06").driver("Ben").isFreeAt(HARBOUR);
    story.clockReaches("12:00:06.100");
    story.at("12:00:06.100").rider("Ana").requests(HARBOUR);
    story.clockReaches("12:00:06.200");
    story.at("12:00:06.200").driver("Ben").isFreeAt(STATION);
    story.clockReaches("12:00:06.300");

    assertThat(
        play(story, windowing).live(),
        containsInAnyOrder(
            story.window(HARBOUR, "12:00:10").early(0, 0, 1, 1),
            story.window(HARBOUR, "12:00:10").early(1, 1, 0, 5),
            story.window(STATION, "12:00:10").early(0, 0, 1, 1),
            story.window(HARBOUR, "12:00:20").onTime(0, 0, 1),
            story.window(STATION, "12:00:20").onTime(0, 0, 1)));
  }

  private static Outcome play(Story story, Windowing windowing) {
    return PipelineUnderTest.run(Engine.DIRECT, story.settings(windowing), story.steps());
  }
}
