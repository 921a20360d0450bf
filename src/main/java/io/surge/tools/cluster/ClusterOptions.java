package io.surge.tools.cluster;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which cluster. */
final class ClusterOptions {
  @Option(
      names = "--directory",
      paramLabel = "DIR",
      description = "logs, checkpoints and savepoints (default: ${DEFAULT-VALUE})")
  private Path directory = Path.of("target", "cluster");

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "of its web page and REST interface (default: ${DEFAULT-VALUE})")
  private int port = 8081;

  ClusterFiles files() {
    return new ClusterFiles(directory);
  }

  int port() {
    return port;
  }

  FlinkRest rest() {
    return new FlinkRest(port);
  }

  /** The same options, for another process. */
  String[] arguments() {
    return new String[] {"--directory=" + directory, "--port=" + port};
  }
}
