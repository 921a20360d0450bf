package io.surge;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.runners.flink.FlinkRunner;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.api.CheckpointingMode;

/** Values that the Flink runner would refuse too, but late and with a stack trace. */
final class FlinkRules {
  /** How the runner writes that Flink's own default holds. */
  private static final long UNSET = -1;

  private static final int MOST_KEY_GROUPS = KeyGroupRangeAssignment.UPPER_BOUND_MAX_PARALLELISM;

  private static final Pattern MASTER =
      Pattern.compile(
          "\\[(auto|local)]|(https?://)?([^\\s:/\\[\\]]+|\\[[0-9a-fA-F:]+])(:[0-9]{1,5})?");

  private FlinkRules() {}

  /**
   * @throws UsageException if an option of the runner, or its combination with others, cannot work
   */
  static void check(SurgeOptions options, Delivery delivery) {
    if (options.getRunner() != FlinkRunner.class) {
      return;
    }
    FlinkPipelineOptions flink = options.as(FlinkPipelineOptions.class);
    checkPlace(flink);
    checkParallelism(flink);
    checkBundles(flink);
    checkCheckpoints(flink);
    checkState(flink);
    checkStart(flink);
    if (delivery.needsCheckpoints() && flink.getCheckpointingInterval() == UNSET) {
      throw new OptionText("delivery", options.getDelivery())
          .refused("takes at-least-once without --checkpointingInterval");
    }
    if (delivery.needsCheckpoints()
        && flink.getCheckpointingMode().equals(CheckpointingMode.AT_LEAST_ONCE.name())) {
      throw new OptionText("delivery", options.getDelivery())
          .refused("takes at-least-once with --checkpointingMode=AT_LEAST_ONCE");
    }
  }

  /** Whether the job runs in this process, so that there is no cluster that keeps anything. */
  static boolean isEmbedded(FlinkPipelineOptions flink) {
    return flink.getFlinkMaster().startsWith("[");
  }

  private static void checkPlace(FlinkPipelineOptions flink) {
    String master = flink.getFlinkMaster();
    require(
        MASTER.matcher(master).matches(),
        "flinkMaster",
        "takes [auto], [local] or host:port",
        master);
    String directory = flink.getFlinkConfDir();
    require(
        directory == null
            || Files.isReadable(Path.of(directory, "config.yaml"))
            || Files.isReadable(Path.of(directory, "flink-conf.yaml")),
        "flinkConfDir",
        "takes a directory with a config.yaml",
        directory);
  }

  private static void checkParallelism(FlinkPipelineOptions flink) {
    int parallelism = flink.getParallelism();
    int maximum = flink.getMaxParallelism();
    if (parallelism != UNSET) {
      requireBetween(1, MOST_KEY_GROUPS, "parallelism", parallelism);
    }
    if (maximum != UNSET) {
      requireBetween(Math.max(1, parallelism), MOST_KEY_GROUPS, "maxParallelism", maximum);
    }
  }

  private static void checkBundles(FlinkPipelineOptions flink) {
    requireAtLeast(1, "maxBundleSize", flink.getMaxBundleSize());
    requireAtLeast(1, "maxBundleTimeMills", flink.getMaxBundleTimeMills());
    if (flink.getAutoWatermarkInterval() != null) {
      requireAtLeast(1, "autoWatermarkInterval", flink.getAutoWatermarkInterval());
    }
  }

  private static void checkCheckpoints(FlinkPipelineOptions flink) {
    requireUnsetOrAtLeast(10, "checkpointingInterval", flink.getCheckpointingInterval());
    requireUnsetOrAtLeast(10, "checkpointTimeoutMillis", flink.getCheckpointTimeoutMillis());
    requireUnsetOrAtLeast(0, "minPauseBetweenCheckpoints", flink.getMinPauseBetweenCheckpoints());
    requireAtLeast(1, "numConcurrentCheckpoints", (long) flink.getNumConcurrentCheckpoints());
    String mode = flink.getCheckpointingMode();
    require(
        Arrays.stream(CheckpointingMode.values()).anyMatch(each -> each.name().equals(mode)),
        "checkpointingMode",
        "takes EXACTLY_ONCE or AT_LEAST_ONCE",
        mode);
  }

  private static void checkState(FlinkPipelineOptions flink) {
    String backend = flink.getStateBackend();
    if (backend != null) {
      require(
          backend.matches("(?i)rocksdb|filesystem"),
          "stateBackend",
          "takes rocksdb or filesystem",
          backend);
      require(
          flink.getStateBackendStoragePath() != null,
          "stateBackend",
          "takes a --stateBackendStoragePath beside it",
          backend);
    }
  }

  /** What Flink would find out only after it has started. */
  private static void checkStart(FlinkPipelineOptions flink) {
    String storage = flink.getStateBackendStoragePath();
    require(
        storage == null || storage.matches("[a-z][a-z0-9+.-]*:/.*"),
        "stateBackendStoragePath",
        "takes the URI of a directory such as file:///var/surge/checkpoints",
        storage);
    String savepoint = flink.getSavepointPath();
    if (savepoint != null && isEmbedded(flink) && isLocal(savepoint)) {
      Path path = Path.of(savepoint.replaceFirst("^file:/*", "/"));
      require(
          Files.isRegularFile(path) || Files.isRegularFile(path.resolve("_metadata")),
          "savepointPath",
          "takes a savepoint or a retained checkpoint (a directory with a file _metadata)",
          savepoint);
    }
  }

  private static boolean isLocal(String place) {
    return place.startsWith("file:") || !place.contains(":");
  }

  private static void requireBetween(long least, long most, String option, long value) {
    require(
        value >= least && value <= most,
        option,
        "takes a number from " + least + " to " + most,
        value);
  }

  private static void requireUnsetOrAtLeast(long least, String option, long value) {
    if (value != UNSET) {
      requireAtLeast(least, option, value);
    }
  }

  private static void requireAtLeast(long least, String option, long value) {
    require(value >= least, option, "takes a number of at least " + least, value);
  }

  private static void require(boolean met, String option, String whatItTakes, Object value) {
    if (!met) {
      throw new OptionText(option, String.valueOf(value)).refused(whatItTakes);
    }
  }
}
