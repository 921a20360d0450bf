package io.surge;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.runners.flink.FlinkRunner;
import org.apache.beam.sdk.options.PipelineOptions.CheckEnabled;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.jobgraph.SavepointConfigOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlinkDefaultsTest {

  @Test
  void theRunnerIsFlinkTunedForLatencyAtALowCost() {
    SurgeOptions options = CommandLine.parse();

    assertThat(options.getRunner(), is((Object) FlinkRunner.class));
    assertThat(options.getJobName(), is("surge-pipeline"));
    assertThat(options.getStableUniqueNames(), is(CheckEnabled.ERROR));
    FlinkPipelineOptions flink = options.as(FlinkPipelineOptions.class);
    assertThat(flink.getDisableMetrics(), is(false));
    assertThat(flink.getLatencyTrackingInterval(), is(1000L));
    assertThat(flink.getFasterCopy(), is(true));
    assertThat(flink.getObjectReuse(), is(true));
    assertThat(flink.getMaxBundleTimeMills(), is(100L));
    assertThat(flink.getMaxBundleSize(), is(8L));
    assertThat(flink.getAutoWatermarkInterval(), is(20L));
    assertThat(flink.getCheckpointingInterval(), is(5000L));
    assertThat(flink.getMinPauseBetweenCheckpoints(), is(50L));
    assertThat(flink.getFinishBundleBeforeCheckpointing(), is(true));
    assertThat(flink.isExternalizedCheckpointsEnabled(), is(true));
    assertThat(flink.getRetainExternalizedCheckpointsOnCancellation(), is(true));
  }

  @Test
  void aUsersChoiceStandsAlsoWhereItIsBeamsOwnDefault() {
    FlinkPipelineOptions flink =
        CommandLine.parse(
                "--disableMetrics=true",
                "--fasterCopy=false",
                "--objectReuse=false",
                "--maxBundleTimeMills=1000",
                "--maxBundleSize=500",
                "--checkpointingInterval=-1",
                "--delivery=at-least-once",
                "--finishBundleBeforeCheckpointing=false",
                "--jobName=mine")
            .as(FlinkPipelineOptions.class);

    assertThat(flink.getDisableMetrics(), is(true));
    assertThat(flink.getFasterCopy(), is(false));
    assertThat(flink.getObjectReuse(), is(false));
    assertThat(flink.getMaxBundleTimeMills(), is(1000L));
    assertThat(flink.getMaxBundleSize(), is(500L));
    assertThat(flink.getCheckpointingInterval(), is(-1L));
    assertThat(flink.getFinishBundleBeforeCheckpointing(), is(false));
    assertThat(flink.getJobName(), is("mine"));
  }

  @Test
  void flinkFindsOurConfigurationWithoutAnyDirectoryOfTheUsers() {
    String directory = CommandLine.parse().as(FlinkPipelineOptions.class).getFlinkConfDir();

    Configuration configuration = GlobalConfiguration.loadConfiguration(directory);
    assertThat(configuration.get(ExecutionOptions.BUFFER_TIMEOUT), is(Duration.ZERO));
    assertThat(configuration.get(RestOptions.BIND_ADDRESS), is("localhost"));
    assertThat(configuration.get(JobManagerOptions.BIND_HOST), is("localhost"));
    assertThat(configuration.get(TaskManagerOptions.BIND_HOST), is("localhost"));
  }

  @Test
  void aConfigurationDirectoryOfTheUsersStands(@TempDir Path directory) throws IOException {
    Files.createFile(directory.resolve("config.yaml"));

    FlinkPipelineOptions flink =
        CommandLine.parse("--flinkConfDir=" + directory).as(FlinkPipelineOptions.class);

    assertThat(flink.getFlinkConfDir(), is(directory.toString()));
  }

  @Test
  void embeddedFlinkHearsWhereCheckpointsGoAndWhatItStartsFrom(@TempDir Path directory)
      throws IOException {
    Path checkpoint = Files.createFile(directory.resolve("_metadata"));

    Configuration configuration =
        configurationOf(
            "--stateBackendStoragePath=file:///checkpoints",
            "--savepointPath=" + checkpoint,
            "--allowNonRestoredState=true");

    assertThat(
        configuration.get(CheckpointingOptions.CHECKPOINTS_DIRECTORY), is("file:///checkpoints"));
    assertThat(configuration.get(SavepointConfigOptions.SAVEPOINT_PATH), is(checkpoint.toString()));
    assertThat(
        configuration.get(SavepointConfigOptions.SAVEPOINT_IGNORE_UNCLAIMED_STATE), is(true));
    assertThat(configuration.get(ExecutionOptions.BUFFER_TIMEOUT), is(Duration.ZERO));
  }

  @Test
  void aConfigurationOfTheUsersHearsItToo(@TempDir Path directory) throws IOException {
    Files.writeString(
        directory.resolve("config.yaml"), "execution.buffer-timeout.interval: 7 ms\n");

    Configuration configuration =
        configurationOf(
            "--flinkConfDir=" + directory, "--stateBackendStoragePath=file:///it's here");

    assertThat(
        configuration.get(CheckpointingOptions.CHECKPOINTS_DIRECTORY), is("file:///it's here"));
    assertThat(configuration.get(ExecutionOptions.BUFFER_TIMEOUT), is(Duration.ofMillis(7)));
  }

  @Test
  void aClusterIsToldByTheRunnerWhatToStartFrom() {
    Configuration configuration =
        configurationOf("--flinkMaster=localhost:8081", "--savepointPath=file:///savepoint");

    assertThat(configuration.contains(SavepointConfigOptions.SAVEPOINT_PATH), is(false));
  }

  private static Configuration configurationOf(String... arguments) {
    return GlobalConfiguration.loadConfiguration(
        CommandLine.parse(arguments).as(FlinkPipelineOptions.class).getFlinkConfDir());
  }
}
