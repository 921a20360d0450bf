package io.surge.bench;

import io.surge.SurgePipeline;
import io.surge.tools.LoopbackPorts;
import io.surge.tools.ToolException;
import io.surge.tools.cluster.ClusterCommand;
import io.surge.tools.cluster.ClusterFiles;
import io.surge.tools.cluster.ClusterStopCommand;
import io.surge.tools.cluster.FlinkRest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import picocli.CommandLine;

/** The cluster of {@code make cluster}, with a directory that is gone when it is closed. */
final class BenchCluster implements AutoCloseable {
  private static final int TASK_MANAGERS = 2;
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int LOOK_EVERY_MILLIS = 100;
  private static final Path JOB = Path.of("target", "surge-pipeline.jar");
  private static final String SPECIFICATION = "@pipelines/cluster.args";

  private final Directory directory;
  private final Path log;
  private final String[] place;
  private final FlinkRest rest;

  private BenchCluster(Directory directory, Path log, int port) {
    this.directory = directory;
    this.log = log;
    this.place = new String[] {"--directory=" + directory.path(), "--port=" + port};
    this.rest = new FlinkRest(port);
  }

  /**
   * Starts one.
   *
   * @param log where what submits jobs writes its errors
   */
  static BenchCluster start(MemoryOptions memory, Path log) {
    BenchCluster cluster =
        new BenchCluster(
            Directory.temporary("surge-bench-cluster-"), log, LoopbackPorts.reserve(0).broker());
    cluster.execute(
        new ClusterCommand(),
        "--taskManagers=" + TASK_MANAGERS,
        "--heap=" + memory.heap(),
        "--managed=" + memory.managed());
    return cluster;
  }

  private void execute(Object command, String... options) {
    String[] arguments = Stream.concat(Stream.of(place), Stream.of(options)).toArray(String[]::new);
    int status =
        new CommandLine(command)
            .setExecutionExceptionHandler(
                (failure, line, parsed) -> {
                  System.err.println(failure.getMessage());
                  return 1;
                })
            .execute(arguments);
    if (status != 0) {
      throw new ToolException("the cluster cannot be had: status " + status);
    }
  }

  /** Submits the job jar, and returns once the cluster has the job. */
  FlinkJob submit(List<String> options) throws InterruptedException {
    List<String> arguments = new ArrayList<>();
    arguments.add(SPECIFICATION);
    arguments.add("--flinkMaster=localhost:" + rest.address().getPort());
    arguments.add("--filesToStage=" + JOB);
    arguments.addAll(options);
    try (ChildJvm client =
        ChildJvm.start(List.of("-Xmx512m"), SurgePipeline.class, arguments, log)) {
      String line = client.nextLine();
      while (line != null) {
        line = client.nextLine();
      }
    }
    return new FlinkJob(rest, awaitRunningJob());
  }

  private String awaitRunningJob() throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    List<String> jobs = rest.runningJobs();
    while (jobs.isEmpty()) {
      if (System.nanoTime() > deadline) {
        throw new ToolException("the job does not run: see " + log);
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
      jobs = rest.runningJobs();
    }
    return jobs.get(0);
  }

  /** As a crash of all machines with state at once. */
  void killTaskManagers() {
    taskManagers().forEach(ProcessHandle::destroyForcibly);
  }

  /** What all TaskManagers have in memory now, and the sum of the most that each ever had. */
  ResidentMemory memory() {
    return taskManagers().stream()
        .map(process -> ResidentMemory.of(process.pid()))
        .reduce(ResidentMemory.NONE, ResidentMemory::plus);
  }

  private List<ProcessHandle> taskManagers() {
    ClusterFiles files = new ClusterFiles(directory.path());
    return IntStream.rangeClosed(1, TASK_MANAGERS)
        .mapToObj(number -> files.process("taskmanager-" + number).orElseThrow())
        .toList();
  }

  /** Keeps the logs of all processes. */
  void saveLogs(Path place) {
    Directory.create(place);
    Path logs = directory.path().resolve("logs");
    try (Stream<Path> files = Files.list(logs)) {
      for (Path file : files.toList()) {
        Files.copy(file, place.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    execute(new ClusterStopCommand());
    directory.close();
  }
}
