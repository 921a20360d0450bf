package io.surge;

import static io.surge.City.HARBOUR;
import static io.surge.City.STATION;
import static io.surge.Story.story;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.surge.transforms.SurgeSettings.Windowing;
import org.junit.jupiter.api.Test;

class StoryTextTest {

  @Test
  void writesAStoryAsTheCodeThatTellsIt() {
    Story story =
        story()
            .clockReaches("12:00:00")
            .at("12:00:03")
            .rider("Ana")
            .requests(HARBOUR)
            .at("12:00:03.250")
            .driver("Ben")
            .isFreeAt(STATION)
            .driver("Ben")
            .isBusyAt(STATION)
            .watermarkReaches("12:00:35");

    assertThat(
        StoryText.of(story.settings(Windowing.SLICED), story.steps()),
        is(
            """
            story()
                .windows(new WindowSchedule(10000, 5000, 10000))
                .allowedLateness(Duration.millis(20000))
                .policy(new SurgePolicy(1.0, 5.0))
                .supply(Supply.DRIVERS)
                .clockReaches("12:00:00.000")
                .at("12:00:03.000").rider("Ana").requests(HARBOUR)
                .at("12:00:03.250").driver("Ben").isFreeAt(STATION)
                .at("12:00:03.250").driver("Ben").isBusyAt(STATION)
                .watermarkReaches("12:00:35.000");"""));
  }
}
