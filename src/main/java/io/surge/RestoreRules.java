package io.surge;

import io.surge.domain.DurationText;
import io.surge.kafka.StateSettings;
import io.surge.transforms.SurgeSettings;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.runners.flink.FlinkRunner;

/**
 * What must be as it was when a job goes on from saved state. State counts by windows and zones; it
 * remembers what each topic was told last. Under other settings it would give wrong answers, and no
 * error.
 *
 * <p>Checked where a job is submitted, if the state can be read there, and in any case where its
 * sources begin to read.
 */
final class RestoreRules {
  private static final String DELIVERY = "delivery";
  private static final String WITHOUT_WAITING = "at-least-once";

  private RestoreRules() {}

  static StateSettings stateSettings(SurgeOptions options, SurgeSettings surge) {
    Map<String, String> byOption = new LinkedHashMap<>();
    byOption.put("rideRequestsTopic", options.getRideRequestsTopic());
    byOption.put("driverUpdatesTopic", options.getDriverUpdatesTopic());
    byOption.put("surgeTopic", options.getSurgeTopic());
    byOption.put("liveTopic", options.getLiveTopic());
    byOption.put("deadLetterTopic", options.getDeadLetterTopic());
    byOption.put("zoneGrid", options.getZoneGrid());
    byOption.put("windowSize", duration(surge.windows().size()));
    byOption.put("windowSlide", duration(surge.windows().slide()));
    byOption.put("supply", options.getSupply());
    byOption.put("driverTtl", duration(surge.windows().driverTtl()));
    byOption.put("allowedLateness", duration(surge.allowedLateness().getMillis()));
    byOption.put("windowing", options.getWindowing());
    byOption.put(DELIVERY, options.getDelivery());
    return new StateSettings(byOption);
  }

  /**
   * Refuses what cannot go on from the state that the options name.
   *
   * @throws RestoreRefusedException if a setting is not what it was
   */
  static void check(SurgeOptions options, StateSettings asked) {
    if (options.getRunner() == FlinkRunner.class) {
      FlinkPipelineOptions flink = options.as(FlinkPipelineOptions.class);
      Optional<StateSettings> saved =
          Optional.ofNullable(flink.getSavepointPath()).flatMap(SavedState::settings);
      saved.ifPresent(found -> requireSame(asked, found));
      saved
          .filter(found -> !flink.getAllowNonRestoredState())
          .ifPresent(found -> requireSameDelivery(asked, found));
    }
  }

  /**
   * Each way to write final quotes has steps of its own; Flink leaves out no step's state unasked.
   */
  static void requireSameDelivery(StateSettings asked, StateSettings saved) {
    String delivery = asked.byOption().get(DELIVERY);
    String former = saved.byOption().getOrDefault(DELIVERY, delivery);
    if (!former.equals(delivery)) {
      String leftOut =
          former.equals(WITHOUT_WAITING)
              ? "nothing is left out by it"
              : "it leaves out quotes that wait to be published";
      throw new RestoreRefusedException(
          new OptionText(DELIVERY, delivery)
              .refused(
                  "takes '"
                      + former
                      + "', with which the state to go on from was made, or"
                      + " --allowNonRestoredState=true beside it ("
                      + leftOut
                      + ")")
              .getMessage());
    }
  }

  /**
   * Compares settings.
   *
   * @throws RestoreRefusedException if one is not what it was
   */
  static void requireSame(StateSettings asked, StateSettings saved) {
    List<StateSettings.Change> changes =
        asked.changesFrom(saved).stream()
            .filter(change -> !change.option().equals(DELIVERY))
            .toList();
    if (!changes.isEmpty()) {
      throw new RestoreRefusedException(
          changes.stream().map(RestoreRules::refusal).collect(Collectors.joining("; ")));
    }
  }

  private static String refusal(StateSettings.Change change) {
    String whatItTakes =
        "takes '" + change.saved() + "', with which the state to go on from was made";
    return new OptionText(change.option(), change.asked()).refused(whatItTakes).getMessage();
  }

  private static String duration(long milliseconds) {
    return DurationText.format(Duration.ofMillis(milliseconds));
  }
}
