package io.surge.tools;

import io.surge.kafka.KafkaConnection;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TimeoutException;

/** Asks Kafka, and tells in one line for a person why there is no answer. */
public record KafkaAnswers(KafkaConnection connection) {
  /** A broker that has just started on a busy machine needs seconds for its first answers. */
  private static final int PATIENCE_MS = 20_000;

  /** An administrator's client that gives up after {@value #PATIENCE_MS} ms. */
  public Admin administrate() {
    Map<String, Object> properties = connection.clientProperties();
    properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MS);
    properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MS);
    try {
      return Admin.create(properties);
    } catch (KafkaException e) {
      Throwable reason = e.getCause() == null ? e : e.getCause();
      throw new ToolException("--bootstrapServers or --kafkaConfig: " + reason.getMessage(), e);
    }
  }

  /**
   * Waits for an answer.
   *
   * @throws ToolException if there is none, or a refusal
   */
  public <T> T await(KafkaFuture<T> answer) {
    try {
      return answer.get();
    } catch (ExecutionException e) {
      String servers = connection.bootstrapServers();
      throw new ToolException(
          e.getCause() instanceof TimeoutException
              ? "no Kafka answers at " + servers + "; is it running? make broker starts one"
              : "Kafka at " + servers + ": " + e.getCause().getMessage(),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ToolException("interrupted while asking Kafka", e);
    }
  }
}
