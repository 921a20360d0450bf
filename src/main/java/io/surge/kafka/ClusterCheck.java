package io.surge.kafka;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Finds out before a job starts whether its Kafka is there, lets it in and has its topics. */
public final class ClusterCheck {
  /** A program that has just started on a busy machine needs seconds for its first question. */
  private static final int TIMEOUT_MS = 20_000;

  private ClusterCheck() {}

  /**
   * Asks the broker about the topics; takes {@value #TIMEOUT_MS} ms at most.
   *
   * @throws KafkaSetupException if no broker answers or lets in, or a topic is missing
   */
  public static void verify(KafkaConnection connection, Collection<String> topics) {
    List<String> missing = new ArrayList<>();
    try (Admin admin = open(connection)) {
      for (Map.Entry<String, KafkaFuture<TopicDescription>> topic :
          admin.describeTopics(topics).topicNameValues().entrySet()) {
        if (!exists(topic.getValue(), connection)) {
          missing.add(topic.getKey());
        }
      }
    }
    if (!missing.isEmpty()) {
      throw new KafkaSetupException(
          (missing.size() == 1 ? "topic " : "topics ")
              + String.join(", ", missing.stream().sorted().toList())
              + " not found at "
              + connection.bootstrapServers()
              + ": make topics ARGS=\"--bootstrapServers="
              + connection.bootstrapServers()
              + "\" creates all that the pipeline needs");
    }
  }

  private static Admin open(KafkaConnection connection) {
    Map<String, Object> timeouts =
        Map.of(
            AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MS,
            AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MS);
    Map<String, Object> properties = connection.clientProperties(Map.of(), timeouts);
    try {
      return Admin.create(properties);
    } catch (KafkaException e) {
      throw new KafkaSetupException(
          "--bootstrapServers or --kafkaConfig: "
              + reasonOf(e)
              + " ("
              + connection.bootstrapServers()
              + ")",
          e);
    }
  }

  private static boolean exists(
      KafkaFuture<TopicDescription> description, KafkaConnection connection) {
    try {
      description.get();
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaSetupException("interrupted while asking Kafka for its topics", e);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      if (cause instanceof UnknownTopicOrPartitionException
          || cause instanceof InvalidTopicException) {
        return false;
      }
      if (cause instanceof AuthenticationException || cause instanceof AuthorizationException) {
        throw new KafkaSetupException(
            "--kafkaConfig: Kafka at "
                + connection.bootstrapServers()
                + " does not let the pipeline in: "
                + cause.getMessage(),
            cause);
      }
      throw new KafkaSetupException(
          "--bootstrapServers: no Kafka broker answers at "
              + connection.bootstrapServers()
              + "; is it running, and is this its address? make broker starts one",
          cause);
    }
  }

  /** Kafka wraps the cause that helps into one that does not. */
  private static String reasonOf(KafkaException e) {
    return e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
  }
}
