package io.surge;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ConfigConstants;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ConfigurationUtils;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.runtime.jobgraph.SavepointConfigOptions;

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

  /**
   * Names a directory with our Flink configuration, unless the user has one; and adds to either
   * what Beam has options for and keeps to itself: where checkpoints go while the state is on the
   * heap, and what embedded Flink starts from.
   */
  static void complete(SurgeOptions options) {
    FlinkPipelineOptions flink = options.as(FlinkPipelineOptions.class);
    String theirs =
        flink.getFlinkConfDir() == null
            ? System.getenv(ConfigConstants.ENV_FLINK_CONF_DIR)
            : flink.getFlinkConfDir();
    Configuration additions = additions(flink);
    if (!additions.keySet().isEmpty()) {
      String base = theirs == null ? ConfigurationDirectory.OURS.toString() : theirs;
      flink.setFlinkConfDir(ConfigurationDirectory.of(base, additions).toString());
    } else if (theirs == null) {
      flink.setFlinkConfDir(ConfigurationDirectory.OURS.toString());
    }
  }

  private static Configuration additions(FlinkPipelineOptions flink) {
    Configuration additions = new Configuration();
    String storage = flink.getStateBackendStoragePath();
    if (storage != null && flink.getStateBackend() == null) {
      additions.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, storage);
    }
    String savepoint = flink.getSavepointPath();
    if (savepoint != null && FlinkRules.isEmbedded(flink)) {
      additions.set(SavepointConfigOptions.SAVEPOINT_PATH, savepoint);
      additions.set(
          SavepointConfigOptions.SAVEPOINT_IGNORE_UNCLAIMED_STATE,
          flink.getAllowNonRestoredState());
    }
    return additions;
  }

  private static byte[] resource(String name) {
    try (InputStream stream =
        Objects.requireNonNull(FlinkDefaults.class.getResourceAsStream(name), name)) {
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Flink reads its configuration from a directory only: some are made. */
  private static final class ConfigurationDirectory {
    static final Path OURS = make(resource(CONFIGURATION));

    /** A directory with the configuration of another and additions to it. */
    static Path of(String base, Configuration additions) {
      Configuration both = GlobalConfiguration.loadConfiguration(base);
      both.addAll(additions);
      String lines = String.join("\n", ConfigurationUtils.convertConfigToWritableLines(both, true));
      return make(lines.getBytes(StandardCharsets.UTF_8));
    }

    private static Path make(byte[] configuration) {
      try {
        Path directory = Files.createTempDirectory("surge-flink-");
        directory.toFile().deleteOnExit();
        Path file = Files.write(directory.resolve(CONFIGURATION), configuration);
        file.toFile().deleteOnExit();
        return directory;
      } catch (IOException e) {
        throw new UncheckedIOException("cannot write Flink's configuration", e);
      }
    }
  }
}
