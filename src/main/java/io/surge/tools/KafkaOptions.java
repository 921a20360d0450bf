package io.surge.tools;

import io.surge.kafka.KafkaConnection;
import org.checkerframework.checker.nullness.qual.Nullable;
import picocli.CommandLine.Option;

/** The options that say which Kafka a tool talks to, as the pipeline's do. */
final class KafkaOptions {
  @Option(
      names = "--bootstrapServers",
      paramLabel = "HOST:PORT",
      description = "brokers to start from (default: ${DEFAULT-VALUE})")
  private String bootstrapServers = "localhost:9092";

  @Option(
      names = "--kafkaConfig",
      paramLabel = "FILE",
      description = "properties for every Kafka client, such as SASL and TLS")
  private @Nullable String file;

  KafkaConnection connection() {
    return new KafkaConnection(bootstrapServers, file);
  }
}
