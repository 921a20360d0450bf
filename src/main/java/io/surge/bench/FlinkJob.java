package io.surge.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.surge.tools.ToolException;
import io.surge.tools.cluster.FlinkRest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A job on a cluster. */
record FlinkJob(FlinkRest rest, String id) {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** How many checkpoints there have been. */
  record Counts(long completed, long failed) {}

  /** Whether all of it runs, and was started after a time in epoch milliseconds. */
  boolean runsSince(long time) throws InterruptedException {
    JsonNode vertices = rest.get(path("")).path("vertices");
    for (JsonNode vertex : vertices) {
      boolean runs = vertex.path("status").asText().equals("RUNNING");
      if (!runs || vertex.path("start-time").asLong() < time) {
        return false;
      }
    }
    return !vertices.isEmpty();
  }

  Counts checkpointCounts() throws InterruptedException {
    JsonNode counts = rest.get(path("/checkpoints")).path("counts");
    return new Counts(counts.path("completed").asLong(), counts.path("failed").asLong());
  }

  /** The newest that were completed, the newest first. */
  List<Checkpoint> newestCheckpoints() throws InterruptedException {
    List<Checkpoint> completed = new ArrayList<>();
    for (JsonNode checkpoint : rest.get(path("/checkpoints")).path("history")) {
      if (Checkpoint.isComplete(checkpoint)) {
        completed.add(Checkpoint.of(checkpoint));
      }
    }
    return completed;
  }

  /** Takes one that holds all of the state, whatever the ones before hold. */
  Checkpoint takeFullCheckpoint() throws InterruptedException {
    long number = rest.fullCheckpoint(id);
    return Checkpoint.of(details(number));
  }

  /** The bytes of state of each step in a checkpoint, by what the step's name holds. */
  Map<String, Long> stateByStep(long checkpoint) throws InterruptedException {
    JsonNode tasks = details(checkpoint).path("tasks");
    Map<String, Long> bytes = new LinkedHashMap<>();
    for (JsonNode vertex : rest.get(path("")).path("vertices")) {
      long size = tasks.path(vertex.path("id").asText()).path("state_size").asLong();
      bytes.merge(vertex.path("name").asText(), size, Long::sum);
    }
    return bytes;
  }

  /** Flink answers from what it knew some seconds ago: maybe nothing of it, or a part. */
  private JsonNode details(long checkpoint) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < deadline) {
      try {
        JsonNode details = rest.get(path("/checkpoints/details/" + checkpoint));
        if (Checkpoint.isComplete(details)) {
          return details;
        }
      } catch (ToolException notYetKnown) {
        // it will be
      }
      Thread.sleep(50);
    }
    throw new ToolException("Flink does not tell of checkpoint " + checkpoint);
  }

  void cancel() throws InterruptedException {
    rest.cancel(id);
    while (rest.runningJobs().contains(id)) {
      Thread.sleep(50);
    }
    if (newestCheckpoints().isEmpty()) {
      throw new ToolException("the job has kept no checkpoint");
    }
  }

  private String path(String within) {
    return "/jobs/" + id + within;
  }
}
