package io.surge.bench;

import java.util.List;

/** The topics of one measured program: inputs that it may share with others, outputs of its own. */
record PipelineTopics(InputTopics input, String surge, String live, String deadLetters) {

  static PipelineTopics numbered(InputTopics input, int number) {
    return new PipelineTopics(
        input, "surge-multipliers-" + number, "surge-live-" + number, "dead-letters-" + number);
  }

  String[] all() {
    return new String[] {input.rideRequests(), input.driverUpdates(), surge, live, deadLetters};
  }

  /** All of the pipeline's options that name topics but the one for live quotes. */
  List<String> pipelineOptions() {
    return List.of(
        "--rideRequestsTopic=" + input.rideRequests(),
        "--driverUpdatesTopic=" + input.driverUpdates(),
        "--surgeTopic=" + surge,
        "--deadLetterTopic=" + deadLetters);
  }
}
