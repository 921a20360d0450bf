package io.surge.tools;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TimeoutException;
import org.checkerframework.checker.nullness.qual.Nullable;
import picocli.CommandLine.Option;

/** The options that say which Kafka a tool talks to, and the first words with it. */
public final class KafkaConnection {
  @Option(
      names = "--bootstrapServers",
      paramLabel = "HOST:PORT",
      defaultValue = "localhost:9092",
      description = "brokers to start from (default: ${DEFAULT-VALUE})")
  private String bootstrapServers = "";

  @Option(
      names = "--kafkaConfig",
      paramLabel = "FILE",
      description = "properties for every Kafka client, such as SASL and TLS")
  private @Nullable Path file;

  /** A connection as the options' defaults describe it, to other brokers. */
  public static KafkaConnection to(String bootstrapServers) {
    KafkaConnection connection = new KafkaConnection();
    connection.bootstrapServers = bootstrapServers;
    return connection;
  }

  /**
   * A client's configuration.
   *
   * @param ours settings of the client's purpose, which the user's file overrides
   * @throws ToolException if the user's file cannot be read
   */
  public Map<String, Object> configure(Map<String, ?> ours) {
    Map<String, Object> merged = new HashMap<>(ours);
    if (file != null) {
      Properties theirs = read(file);
      theirs.stringPropertyNames().forEach(name -> merged.put(name, theirs.getProperty(name)));
    }
    merged.put("bootstrap.servers", bootstrapServers);
    return merged;
  }

  private static Properties read(Path file) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      throw new ToolException("--kafkaConfig: cannot read " + file + " as properties", e);
    }
    return properties;
  }

  /** An administrator's client that gives up soon. */
  public Admin administrate() {
    try {
      return Admin.create(
          configure(Map.of("default.api.timeout.ms", "10000", "request.timeout.ms", "5000")));
    } catch (KafkaException e) {
      throw refused(e);
    }
  }

  /**
   * Makes sure, before a tool starts its work, that Kafka answers and has these topics.
   *
   * @throws ToolException if not
   */
  public void require(String... topics) {
    try (Admin admin = administrate()) {
      Set<String> missing = new HashSet<>(Arrays.asList(topics));
      missing.removeAll(await(admin.listTopics().names()));
      if (!missing.isEmpty()) {
        List<String> names = missing.stream().sorted().toList();
        throw new ToolException(
            "there is no topic "
                + String.join(", ", names)
                + " at "
                + bootstrapServers
                + ": create the topics with make topics");
      }
    }
  }

  /** The answer of Kafka, or one line that says what was wrong. */
  <T> T await(KafkaFuture<T> answer) {
    try {
      return answer.get();
    } catch (ExecutionException e) {
      throw refused(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ToolException("interrupted", e);
    }
  }

  private ToolException refused(Throwable reason) {
    if (reason instanceof TimeoutException) {
      return new ToolException(
          "no Kafka answers at "
              + bootstrapServers
              + ": start one with make broker, or give --bootstrapServers",
          reason);
    }
    Throwable root = reason.getCause() == null ? reason : reason.getCause();
    return new ToolException("Kafka at " + bootstrapServers + ": " + root.getMessage(), reason);
  }
}
