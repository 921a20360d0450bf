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
    Story story = story();
    story.clockReaches("12:00:00");
    story.at("12:00:03").rider("Ana").requests(HARBOUR);
    story.at("12:00:03.250").driver("Ben").isFreeAt(STATION);
    story.at("12:00:03.250").driver("Ben").isBusyAt(STATION);
    story.watermarkReaches("12:00:35");

    assertThat(
        StoryText.of(story.settings(Windowing.SLICED), story.steps()),
        is(
            """
            Story story =
                story()
                    .windows(new WindowSchedule(10000, 5000, 10000))
                    .allowedLateness(Duration.millis(20000))
                    .policy(new SurgePolicy(1.0, 5.0))
                    .supply(Supply.DRIVERS);
            story.clockReaches("12:00:00.000");
            story.at("12:00:03.000").rider("Ana").requests(HARBOUR);
            story.at("12:00:03.250").driver("Ben").isFreeAt(STATION);
            story.at("12:00:03.250").driver("Ben").isBusyAt(STATION);
            story.watermarkReaches("12:00:35.000");
            """));
  }
}
