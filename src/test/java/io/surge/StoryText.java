package io.surge;

import io.surge.domain.DriverUpdate;
import io.surge.domain.RideEvent;
import io.surge.domain.RideRequest;
import io.surge.domain.SurgePolicy;
import io.surge.domain.WindowSchedule;
import io.surge.transforms.SurgeSettings;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Writes down steps as the code of a {@link Story}, to be pasted into a test. */
final class StoryText {
  private StoryText() {}

  static String of(SurgeSettings settings, List<Step> steps) {
    List<String> lines = new ArrayList<>();
    WindowSchedule windows = settings.windows();
    SurgePolicy policy = settings.policy();
    lines.add("story()");
    lines.add(
        "windows(new WindowSchedule(%d, %d, %d))"
            .formatted(windows.size(), windows.slide(), windows.driverTtl()));
    lines.add(
        "allowedLateness(Duration.millis(%d))".formatted(settings.allowedLateness().getMillis()));
    lines.add("policy(new SurgePolicy(%s, %s))".formatted(policy.minimum(), policy.maximum()));
    lines.add("supply(Supply.%s)".formatted(settings.supply()));
    steps.forEach(step -> lines.add(told(step)));
    return String.join("\n    .", lines) + ";";
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
