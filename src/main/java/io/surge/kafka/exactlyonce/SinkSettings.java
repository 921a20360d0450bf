package io.surge.kafka.exactlyonce;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Where a sink writes and how its Kafka clients are set up. */
record SinkSettings(String topic, String group, int shards, ClientProperties kafka)
    implements Serializable {
  private static final Set<String> OWN =
      Set.of(
          ProducerConfig.TRANSACTIONAL_ID_CONFIG,
          ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
          ProducerConfig.ACKS_CONFIG,
          ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
          ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG);

  /** Batches wait for company: a commit sends at once whatever is left. */
  private static final Map<String, String> DEFAULTS =
      Map.of(
          ProducerConfig.LINGER_MS_CONFIG,
          "20",
          ProducerConfig.BATCH_SIZE_CONFIG,
          Integer.toString(128 << 10));

  SinkSettings {
    Map<String, Object> properties = kafka.get();
    for (String key : OWN) {
      if (properties.containsKey(key)) {
        throw new IllegalArgumentException(
            key + " is not yours to set: an exactly-once sink needs its own");
      }
    }
  }

  /** A shard's transactional id, and the consumer group that holds its committed number. */
  String name(int shard) {
    return group + "-" + shard;
  }

  Map<String, Object> producer(int shard) {
    Map<String, Object> config = new HashMap<>(DEFAULTS);
    config.putAll(kafka.get());
    config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, name(shard));
    config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
    config.put(ProducerConfig.ACKS_CONFIG, "all");
    config.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    config.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    return config;
  }

  Map<String, Object> admin() {
    Set<String> known = AdminClientConfig.configNames();
    return kafka.get().entrySet().stream()
        .filter(entry -> known.contains(entry.getKey()))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** Without the values of the configuration: there are passwords among them. */
  @Override
  public String toString() {
    return "SinkSettings[topic=" + topic + ", group=" + group + ", shards=" + shards + "]";
  }
}
