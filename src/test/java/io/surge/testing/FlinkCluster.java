package io.surge.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.runners.flink.FlinkRunner;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.client.JobStatusMessage;
import org.apache.flink.runtime.execution.ExecutionState;
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

  /** The arguments by which a pipeline finds this cluster. */
  public Stream<String> arguments() throws IOException {
    return Stream.of(
        "--flinkMaster=" + master(),
        "--filesToStage=" + nothingToStage(),
        "--attachedMode=false",
        "--parallelism=2");
  }

  private String master() {
    return "localhost:" + cluster.getRestAddress().join().getPort();
  }

  /** The cluster is in this JVM and has all classes already. */
  private String nothingToStage() throws IOException {
    Path nothing = directory.resolve("nothing.jar");
    new JarOutputStream(Files.newOutputStream(nothing), new Manifest()).close();
    return nothing.toString();
  }

  /** Options for pipelines of this cluster. */
  public FlinkPipelineOptions options() throws IOException {
    FlinkPipelineOptions options = PipelineOptionsFactory.as(FlinkPipelineOptions.class);
    options.setRunner(FlinkRunner.class);
    options.setFlinkMaster(master());
    options.setFilesToStage(List.of(nothingToStage()));
    options.setAttachedMode(false);
    options.setParallelism(2);
    options.setCheckpointingInterval(100L);
    options.setFinishBundleBeforeCheckpointing(true);
    options.setMaxBundleTimeMills(20L);
    options.setNumberOfExecutionRetries(1000);
    options.setExecutionRetryDelay(100L);
    return options;
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

    /** A savepoint can only be taken while all runs. */
    public void awaitRunning() throws Exception {
      Await.until(
          "the job runs",
          () -> {
            for (var vertex : cluster.getExecutionGraph(id).get().getAllExecutionVertices()) {
              if (vertex.getExecutionState() != ExecutionState.RUNNING) {
                return false;
              }
            }
            return true;
          });
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
