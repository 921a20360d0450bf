package io.surge.bench;

import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** What a peer is told on its command line. */
final class PeerOptions {
  @Option(names = "--bootstrapServers", required = true)
  private String bootstrapServers = "";

  @Option(names = "--rideRequestsTopic", required = true)
  private String rideRequests = "";

  @Option(names = "--driverUpdatesTopic", required = true)
  private String driverUpdates = "";

  @Option(names = "--surgeTopic", required = true)
  private String surge = "";

  @Option(names = "--parallelism", required = true)
  private int parallelism;

  @Option(names = "--state", required = true)
  private StateBackend state = StateBackend.HEAP;

  @Option(names = "--directory", required = true)
  private Path directory = Path.of("");

  String bootstrapServers() {
    return bootstrapServers;
  }

  InputTopics input() {
    return new InputTopics(rideRequests, driverUpdates);
  }

  String surgeTopic() {
    return surge;
  }

  int parallelism() {
    return parallelism;
  }

  FlinkSetup flink() {
    return new FlinkSetup(state, directory);
  }

  /** A command line for these options. */
  static List<String> arguments(
      String bootstrapServers, PipelineTopics topics, int parallelism, FlinkSetup flink) {
    return List.of(
        "--bootstrapServers=" + bootstrapServers,
        "--rideRequestsTopic=" + topics.input().rideRequests(),
        "--driverUpdatesTopic=" + topics.input().driverUpdates(),
        "--surgeTopic=" + topics.surge(),
        "--parallelism=" + parallelism,
        "--state=" + flink.state(),
        "--directory=" + flink.directory());
  }
}
