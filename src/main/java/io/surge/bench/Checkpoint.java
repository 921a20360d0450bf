package io.surge.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;

/**
 * A checkpoint that was completed.
 *
 * @param took from its trigger until all of it was kept
 * @param stateBytes all that it refers to
 * @param writtenBytes what was written for it
 * @param path where it is
 */
record Checkpoint(long number, Duration took, long stateBytes, long writtenBytes, String path) {

  static boolean isComplete(JsonNode answer) {
    return answer.path("status").asText().equals("COMPLETED");
  }

  static Checkpoint of(JsonNode answer) {
    return new Checkpoint(
        answer.path("id").asLong(),
        Duration.ofMillis(answer.path("end_to_end_duration").asLong()),
        answer.path("state_size").asLong(),
        answer.path("checkpointed_size").asLong(),
        answer.path("external_path").asText());
  }
}
