package io.surge;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.flink.configuration.ConfigConstants;

/**
 * What we set of the runner where a user does not: options in {@code flink-defaults.args}, and a
 * Flink configuration for what no option reaches.
 */
final class FlinkDefaults {
  private static final String ARGUMENTS = "flink-defaults.args";
  private static final String CONFIGURATION = "config.yaml";

  private FlinkDefaults() {}

  /** Options, one a line, with reasons as comments. */
  static String arguments() {
    return new String(resource(ARGUMENTS), StandardCharsets.UTF_8);
  }

  /** Names a directory with our Flink configuration, unless the user has one. */
  static void complete(SurgeOptions options) {
    FlinkPipelineOptions flink = options.as(FlinkPipelineOptions.class);
    if (flink.getFlinkConfDir() == null
        && System.getenv(ConfigConstants.ENV_FLINK_CONF_DIR) == null) {
      flink.setFlinkConfDir(ConfigurationDirectory.PATH.toString());
    }
  }

  private static byte[] resource(String name) {
    try (InputStream stream =
        Objects.requireNonNull(FlinkDefaults.class.getResourceAsStream(name), name)) {
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Flink reads its configuration from a directory only: one is made when first asked for. */
  private static final class ConfigurationDirectory {
    static final Path PATH = make();

    private static Path make() {
      try {
        Path directory = Files.createTempDirectory("surge-flink-");
        directory.toFile().deleteOnExit();
        Path file = Files.write(directory.resolve(CONFIGURATION), resource(CONFIGURATION));
        file.toFile().deleteOnExit();
        return directory;
      } catch (IOException e) {
        throw new UncheckedIOException("cannot write Flink's configuration", e);
      }
    }
  }
}
