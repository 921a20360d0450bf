package io.surge.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.client.JobStatusMessage;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;

/** A Flink cluster in this JVM that pipelines are submitted to as to any other. */
public final class FlinkCluster implements AutoCloseable {
  private static final int TASK_MANAGERS = 2;
  private static final int SLOTS = 2;

  private final MiniCluster cluster;
  private final Path directory;

  private FlinkCluster(MiniCluster cluster, Path directory) {
    this.cluster = cluster;
    this.directory = directory;
  }

  public static FlinkCluster start(Path directory) throws Exception {
    Configuration configuration = new Configuration();
    configuration.setString("rest.port", "0");
    configuration.setString(
        "state.checkpoints.dir", directory.resolve("checkpoints").toUri().toString());
    configuration.setString("taskmanager.memory.managed.size", "64m");
    configuration.setString("taskmanager.memory.network.min", "32m");
    configuration.setString("taskmanager.memory.network.max", "32m");
    configuration.setString("classloader.check-leaked-classloader", "false");
    MiniCluster cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumTaskManagers(TASK_MANAGERS)
                .setNumSlotsPerTaskManager(SLOTS)
                .build());
    cluster.start();
    return new FlinkCluster(cluster, directory);
  }

  /** The options by which a pipeline finds this cluster. */
  public Stream<String> place() throws IOException {
    Path nothingToStage = directory.resolve("nothing.jar");
    new JarOutputStream(Files.newOutputStream(nothingToStage), new Manifest()).close();
    return Stream.of(
        "--flinkMaster=localhost:" + cluster.getRestAddress().join().getPort(),
        "--filesToStage=" + nothingToStage,
        "--attachedMode=false",
        "--parallelism=2");
  }

  /** Options for pipelines of this cluster. */
  public FlinkPipelineOptions options(String... arguments) throws IOException {
    String[] all =
        Stream.of(
                place(),
                Stream.of(
                    "--runner=FlinkRunner",
                    "--streaming=true",
                    "--checkpointingInterval=100",
                    "--finishBundleBeforeCheckpointing=true",
                    "--maxBundleTimeMills=20",
                    "--numberOfExecutionRetries=1000",
                    "--executionRetryDelay=100",
                    "--stableUniqueNames=ERROR"),
                Stream.of(arguments))
            .flatMap(Function.identity())
            .toArray(String[]::new);
    return PipelineOptionsFactory.fromArgs(all).withValidation().as(FlinkPipelineOptions.class);
  }

  public Job submit(Pipeline pipeline) throws Exception {
    List<JobID> before = jobs();
    pipeline.run();
    List<JobID> after = jobs();
    after.removeAll(before);
    return new Job(after.get(0));
  }

  private List<JobID> jobs() throws Exception {
    return new ArrayList<>(
        cluster.listJobs().get().stream().map(JobStatusMessage::getJobId).toList());
  }

  @Override
  public void close() {
    cluster.closeAsync().join();
  }

  /** A submitted pipeline. */
  public final class Job {
    private final JobID id;

    private Job(JobID id) {
      this.id = id;
    }

    public String savepoint() throws Exception {
      return cluster
          .triggerSavepoint(id, savepoints(), false, SavepointFormatType.CANONICAL)
          .get(1, TimeUnit.MINUTES);
    }

    public String stopWithSavepoint() throws Exception {
      return cluster
          .stopWithSavepoint(id, savepoints(), false, SavepointFormatType.CANONICAL)
          .get(1, TimeUnit.MINUTES);
    }

    public void drain() throws Exception {
      cluster
          .stopWithSavepoint(id, savepoints(), true, SavepointFormatType.CANONICAL)
          .get(1, TimeUnit.MINUTES);
    }

    public void cancel() throws Exception {
      cluster.cancelJob(id).get();
      Await.until("the job is cancelled", this::isOver);
    }

    public boolean isOver() throws Exception {
      return cluster.getJobStatus(id).get().isGloballyTerminalState();
    }

    /** The message of the root cause that ended the job or last made it start again. */
    public String failure() throws Exception {
      var failure = cluster.getExecutionGraph(id).get().getFailureInfo();
      return failure == null ? "" : failure.getExceptionAsString();
    }

    private String savepoints() {
      return directory.resolve("savepoints").toUri().toString();
    }
  }
}
