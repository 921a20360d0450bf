package io.surge;

import io.surge.domain.DriverUpdate;
import io.surge.domain.RideEvent;
import io.surge.domain.RideRequest;
import io.surge.domain.SurgePolicy;
import io.surge.domain.WindowSchedule;
import io.surge.transforms.SurgeSettings;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Writes down steps as the code of a {@link Story}, to be pasted into a test. */
final class StoryText {
  private StoryText() {}

  static String of(SurgeSettings settings, List<Step> steps) {
    WindowSchedule windows = settings.windows();
    SurgePolicy policy = settings.policy();
    StringBuilder text = new StringBuilder();
    text.append("Story story =\n    story()")
        .append(
            "\n        .windows(new WindowSchedule(%d, %d, %d))"
                .formatted(windows.size(), windows.slide(), windows.driverTtl()))
        .append(
            "\n        .allowedLateness(Duration.millis(%d))"
                .formatted(settings.allowedLateness().getMillis()))
        .append(
            "\n        .policy(new SurgePolicy(%s, %s))"
                .formatted(policy.minimum(), policy.maximum()))
        .append("\n        .supply(Supply.%s);\n".formatted(settings.supply()));
    steps.forEach(step -> text.append("story.").append(told(step)).append(";\n"));
    return text.toString();
  }

  private static String told(Step step) {
    if (step instanceof Step.EventArrives arrives) {
      String time = Story.time(arrives.event().timestamp());
      return "at(\"%s\").%s".formatted(time, told(arrives.event()));
    }
    if (step instanceof Step.WatermarkReaches reaches) {
      return "watermarkReaches(\"%s\")".formatted(Story.time(reaches.time()));
    }
    return "clockReaches(\"%s\")".formatted(Story.time(((Step.ClockReaches) step).time()));
  }

  private static String told(RideEvent event) {
    City place = City.of(event.zone());
    if (event instanceof DriverUpdate update) {
      String told = update.available() ? "isFreeAt" : "isBusyAt";
      return "driver(\"%s\").%s(%s)".formatted(update.driverId(), told, place);
    }
    return "rider(\"%s\").requests(%s)".formatted(name((RideRequest) event), place);
  }

  private static String name(RideRequest request) {
    byte[] key = Objects.requireNonNull(request.origin()).key();
    return new String(Objects.requireNonNull(key), StandardCharsets.UTF_8);
  }
}
