package io.surge.tools;

import java.util.List;
import picocli.CommandLine.Option;

/** The options that name the topics, as the pipeline's do. */
public final class TopicNames {
  @Option(
      names = "--rideRequestsTopic",
      paramLabel = "NAME",
      description = "riders' requests (default: ${DEFAULT-VALUE})")
  private String rideRequests = TopicRole.RIDE_REQUESTS.defaultName();

  @Option(
      names = "--driverUpdatesTopic",
      paramLabel = "NAME",
      description = "drivers' places (default: ${DEFAULT-VALUE})")
  private String driverUpdates = TopicRole.DRIVER_UPDATES.defaultName();

  @Option(
      names = "--surgeTopic",
      paramLabel = "NAME",
      description = "final quotes (default: ${DEFAULT-VALUE})")
  private String surge = TopicRole.SURGE_MULTIPLIERS.defaultName();

  @Option(
      names = "--liveTopic",
      paramLabel = "NAME",
      description = "live quotes (default: ${DEFAULT-VALUE})")
  private String live = TopicRole.SURGE_LIVE.defaultName();

  @Option(
      names = "--deadLetterTopic",
      paramLabel = "NAME",
      description = "rejected records (default: ${DEFAULT-VALUE})")
  private String deadLetters = TopicRole.SURGE_DEAD_LETTERS.defaultName();

  public String of(TopicRole role) {
    return switch (role) {
      case RIDE_REQUESTS -> rideRequests;
      case DRIVER_UPDATES -> driverUpdates;
      case SURGE_MULTIPLIERS -> surge;
      case SURGE_LIVE -> live;
      case SURGE_DEAD_LETTERS -> deadLetters;
    };
  }

  /** What the pipeline reads. */
  public List<String> inputs() {
    return List.of(rideRequests, driverUpdates);
  }
}
