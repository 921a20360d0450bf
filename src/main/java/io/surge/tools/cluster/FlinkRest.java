package io.surge.tools.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.surge.tools.ToolException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What we ask of a JobManager. */
public final class FlinkRest {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final Duration LOOK_EVERY = Duration.ofMillis(200);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
  private final URI address;

  /** A JobManager on this machine. */
  public FlinkRest(int port) {
    this.address = URI.create("http://localhost:" + port);
  }

  public URI address() {
    return address;
  }

  /**
   * How many TaskManagers have come.
   *
   * @throws ToolException if there is no JobManager, or not yet
   */
  public int taskManagers() throws InterruptedException {
    return get("/overview").path("taskmanagers").asInt();
  }

  /** The ids of the jobs that run. */
  public List<String> runningJobs() throws InterruptedException {
    List<String> running = new ArrayList<>();
    for (JsonNode job : get("/jobs/overview").path("jobs")) {
      if (job.path("state").asText().equals("RUNNING")) {
        running.add(job.path("jid").asText());
      }
    }
    return running;
  }

  /** Takes a savepoint, and returns where it is. */
  public String savepoint(String job) throws InterruptedException {
    return awaitSavepoint(job, post("/jobs/" + job + "/savepoints", Map.of("cancel-job", false)));
  }

  /** Stops the job where a savepoint is, and returns where that is. */
  public String stop(String job) throws InterruptedException {
    return awaitSavepoint(job, post("/jobs/" + job + "/stop", Map.of("drain", false)));
  }

  private String awaitSavepoint(String job, JsonNode trigger) throws InterruptedException {
    JsonNode savepoint =
        awaitCompletion("/jobs/" + job + "/savepoints/" + trigger.path("request-id").asText());
    JsonNode operation = savepoint.path("operation");
    if (operation.has("failure-cause")) {
      String cause = operation.path("failure-cause").path("stack-trace").asText();
      throw new ToolException("no savepoint: " + cause.lines().findFirst().orElse(cause));
    }
    return operation.path("location").asText();
  }

  private JsonNode awaitCompletion(String path) throws InterruptedException {
    JsonNode answer = get(path);
    while (!answer.path("status").path("id").asText().equals("COMPLETED")) {
      Thread.sleep(LOOK_EVERY.toMillis());
      answer = get(path);
    }
    return answer;
  }

  /** Takes a checkpoint that holds all of the state, and returns its number. */
  public long fullCheckpoint(String job) throws InterruptedException {
    String path = "/jobs/" + job + "/checkpoints";
    JsonNode trigger = post(path, Map.of("checkpointType", "FULL"));
    JsonNode checkpoint = awaitCompletion(path + "/" + trigger.path("request-id").asText());
    JsonNode operation = checkpoint.path("operation");
    if (operation.has("failureCause")) {
      throw new ToolException("no checkpoint: " + operation.path("failureCause"));
    }
    return operation.path("checkpointId").asLong();
  }

  /** Ends the job; its retained checkpoints stay. */
  public void cancel(String job) throws InterruptedException {
    send(
        HttpRequest.newBuilder(address.resolve("/jobs/" + job + "?mode=cancel"))
            .method("PATCH", BodyPublishers.noBody()));
  }

  /**
   * What Flink answers to a GET.
   *
   * @param path within its REST interface
   * @throws ToolException if there is no answer, or a refusal
   */
  public JsonNode get(String path) throws InterruptedException {
    return send(HttpRequest.newBuilder(address.resolve(path)).GET());
  }

  private JsonNode post(String path, Map<String, Object> body) throws InterruptedException {
    return send(
        HttpRequest.newBuilder(address.resolve(path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(JSON.valueToTree(body).toString())));
  }

  private JsonNode send(HttpRequest.Builder request) throws InterruptedException {
    try {
      HttpResponse<String> response =
          client.send(request.timeout(TIMEOUT).build(), BodyHandlers.ofString());
      if (response.statusCode() >= 300) {
        throw new ToolException("Flink at " + address + " refused: " + response.body());
      }
      return JSON.readTree(response.body());
    } catch (ConnectException e) {
      throw new ToolException("no Flink at " + address + ": make cluster starts one", e);
    } catch (IOException e) {
      throw new ToolException("Flink at " + address + " did not answer: " + e, e);
    }
  }
}
