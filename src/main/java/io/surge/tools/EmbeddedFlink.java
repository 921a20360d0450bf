package io.surge.tools;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
import org.apache.flink.runtime.executiongraph.AccessExecutionVertex;
import org.apache.flink.runtime.executiongraph.ErrorInfo;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;

/**
 * A Flink cluster in this JVM, of two TaskManagers. Pipelines are submitted to it as to any other;
 * unlike the runner's own embedded Flink it lets their jobs be cancelled, saved and restored.
 */
public final class EmbeddedFlink implements AutoCloseable {
  private static final int TASK_MANAGERS = 2;
  private static final int SLOTS = 2;

  private final MiniCluster cluster;
  private final Path directory;

  private EmbeddedFlink(MiniCluster cluster, Path directory) {
    this.cluster = cluster;
    this.directory = directory;
  }

  /**
   * Starts one that keeps its checkpoints and savepoints in a directory.
   *
   * @param settings what Flink is to be given beside our own
   */
  public static EmbeddedFlink start(Path directory, Map<String, String> settings) throws Exception {
    Configuration configuration = new Configuration();
    configuration.setString("rest.port", "0");
    configuration.setString(
        "state.checkpoints.dir", directory.resolve("checkpoints").toUri().toString());
    configuration.setString("taskmanager.memory.managed.size", "64m");
    configuration.setString("taskmanager.memory.network.min", "32m");
    configuration.setString("taskmanager.memory.network.max", "32m");
    configuration.setString("classloader.check-leaked-classloader", "false");
    settings.forEach(configuration::setString);
    MiniCluster cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumTaskManagers(TASK_MANAGERS)
                .setNumSlotsPerTaskManager(SLOTS)
                .build());
    cluster.start();
    return new EmbeddedFlink(cluster, directory);
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
    Path nothingToStage = directory.resolve("nothing.jar");
    new JarOutputStream(Files.newOutputStream(nothingToStage), new Manifest()).close();
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

  /** Starts a pipeline that was built with {@link #options()}. */
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

    /** Whether all of it runs: only then a savepoint can be taken. */
    public boolean isRunning() throws Exception {
      for (AccessExecutionVertex vertex :
          cluster.getExecutionGraph(id).get().getAllExecutionVertices()) {
        if (vertex.getExecutionState() != ExecutionState.RUNNING) {
          return false;
        }
      }
      return true;
    }

    /** Takes a savepoint while the job goes on, and tells where it is. */
    public String savepoint() throws Exception {
      return cluster
          .triggerSavepoint(id, savepoints(), false, SavepointFormatType.CANONICAL)
          .get(1, TimeUnit.MINUTES);
    }

    /** Stops the job where a savepoint is, and tells where that is. */
    public String stopWithSavepoint() throws Exception {
      return cluster
          .stopWithSavepoint(id, savepoints(), false, SavepointFormatType.CANONICAL)
          .get(1, TimeUnit.MINUTES);
    }

    /** Ends the input and stops when all of it is through. */
    public void drain() throws Exception {
      cluster
          .stopWithSavepoint(id, savepoints(), true, SavepointFormatType.CANONICAL)
          .get(1, TimeUnit.MINUTES);
    }

    /** Stops the job as a crash would. */
    public void cancel() throws Exception {
      cluster.cancelJob(id).get();
      cluster.requestJobResult(id).get();
    }

    /** Whether it has come to an end, whichever. */
    public boolean isOver() throws Exception {
      return cluster.getJobStatus(id).get().isGloballyTerminalState();
    }

    /** What ended the job or last made it start again, empty if nothing did. */
    public String failure() throws Exception {
      ErrorInfo failure = cluster.getExecutionGraph(id).get().getFailureInfo();
      return failure == null ? "" : failure.getExceptionAsString();
    }

    private String savepoints() {
      return directory.resolve("savepoints").toUri().toString();
    }
  }
}
