package io.surge.kafka;

import java.util.HashMap;
import java.util.Map;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/**
 * Makes the consumers with which KafkaIO's exactly-once sink reads what it has committed. Their
 * group is the sink's.
 */
record MetadataConsumers(KafkaConnection connection)
    implements SerializableFunction<Map<String, Object>, Consumer<?, ?>> {

  @Override
  public Consumer<?, ?> apply(Map<String, Object> given) {
    Map<String, Object> config = new HashMap<>(ConsumerSettings.of(connection));
    config.putAll(given);
    config.putAll(Map.of(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed"));
    return new KafkaConsumer<byte[], byte[]>(config);
  }
}
