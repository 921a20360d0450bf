package io.surge;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.surge.testing.Await;
import io.surge.tools.LoopbackPorts;
import io.surge.tools.ToolException;
import io.surge.tools.Tools;
import io.surge.tools.cluster.ClusterFiles;
import io.surge.tools.cluster.FlinkRest;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The Flink cluster of {@code make cluster}, whose processes are to be killed. */
final class ClusterProcesses implements AutoCloseable {
  static final String JOB_MANAGER = "jobmanager";
  private static final int TASK_MANAGERS = 2;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path directory;
  private final ClusterFiles files;
  private final FlinkRest rest;
  private final HttpClient http = HttpClient.newHttpClient();
  private final JavaProcess supervisor;

  private ClusterProcesses(Path directory, int port) throws IOException {
    this.directory = directory;
    this.files = new ClusterFiles(directory.resolve("cluster"));
    this.rest = new FlinkRest(port);
    this.supervisor =
        JavaProcess.start(
            directory.resolve("supervisor.log"),
            List.of(
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "@target/java.args",
                Tools.class.getName(),
                "supervise",
                "--directory=" + files.root(),
                "--port=" + port,
                "--taskManagers=" + TASK_MANAGERS,
                "--heap=384",
                "--managed=128"));
  }

  /** Starts two TaskManagers and a JobManager, and does not wait until they are there. */
  static ClusterProcesses start(Path directory) throws IOException {
    return new ClusterProcesses(directory, LoopbackPorts.reserve(0).broker());
  }

  /** Waits until no process is missing. */
  void awaitAllProcesses() throws Exception {
    Await.until("all TaskManagers are there", () -> taskManagers() == TASK_MANAGERS);
  }

  private int taskManagers() throws InterruptedException {
    try {
      return rest.taskManagers();
    } catch (ToolException e) {
      return 0;
    }
  }

  /** Sends the job jar as {@code make submit} does. */
  void submit(Path jar, Stream<String> arguments) throws Exception {
    List<String> line =
        Stream.concat(
                Stream.of(
                    "-jar",
                    jar.toString(),
                    "@pipelines/cluster.args",
                    "--flinkMaster=localhost:" + rest.address().getPort()),
                arguments)
            .toList();
    try (JavaProcess submission = JavaProcess.start(directory.resolve("submit.log"), line)) {
      assertThat("submit.log of " + directory, submission.join(), is(0));
    }
  }

  /** A TaskManager that runs a part of the job. */
  String taskManagerAtWork() throws Exception {
    JsonNode jobs = get("/jobs").path("jobs");
    String job = "/jobs/" + jobs.path(0).path("id").asText();
    String step = get(job).path("vertices").path(0).path("id").asText();
    JsonNode workers = get(job + "/vertices/" + step + "/taskmanagers").path("taskmanagers");
    return workers.path(0).path("taskmanager-id").asText();
  }

  private JsonNode get(String path) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(rest.address().resolve(path)).build();
    return JSON.readTree(http.send(request, BodyHandlers.ofString()).body());
  }

  void kill(String name) {
    ProcessHandle process = processOf(name);
    process.destroyForcibly();
    process.onExit().join();
  }

  /** Takes the processor away from it. */
  void stop(String name) throws Exception {
    signal(name, "STOP");
  }

  /** Gives the processor back to one that was stopped. */
  void goOn(String name) throws Exception {
    signal(name, "CONT");
  }

  private void signal(String name, String signal) throws Exception {
    String pid = Long.toString(processOf(name).pid());
    Process kill = new ProcessBuilder("kill", "-" + signal, pid).inheritIO().start();
    assertThat(kill.waitFor(), is(0));
  }

  private ProcessHandle processOf(String name) {
    return files.process(name).orElseThrow();
  }

  @Override
  public void close() {
    try {
      supervisor.end();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      supervisor.close();
    }
  }
}
