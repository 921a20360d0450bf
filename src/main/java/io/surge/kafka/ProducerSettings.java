package io.surge.kafka;

import java.util.HashMap;
import java.util.Map;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * Makes the pipeline's producers where they run, so that no secret of the connection travels with
 * the job.
 */
record ProducerSettings(KafkaConnection connection)
    implements SerializableFunction<Map<String, Object>, Producer<byte[], byte[]>> {
  private static final int MEBIBYTE = 1 << 20;

  /** Only what people may prefer otherwise. */
  private static final Map<String, Object> DEFAULTS =
      Map.of(
          // What is sent within so many milliseconds travels together: a request costs the producer
          // and the broker more than the quotes in it.
          ProducerConfig.LINGER_MS_CONFIG,
          5,
          ProducerConfig.BATCH_SIZE_CONFIG,
          MEBIBYTE / 4,
          // As large as the operating system finds right.
          ProducerConfig.SEND_BUFFER_CONFIG,
          -1,
          ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
          600_000,
          // A dead letter is larger than the record it holds, which may be as large as any.
          ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
          32 * MEBIBYTE,
          ProducerConfig.BUFFER_MEMORY_CONFIG,
          64 * MEBIBYTE);

  /** What the guarantees rely on: nothing lost, and per-key order kept through retries. */
  private static final Map<String, Object> FIXED =
      Map.of(
          ProducerConfig.ACKS_CONFIG,
          "all",
          ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
          true,
          ProducerConfig.RETRIES_CONFIG,
          Integer.MAX_VALUE);

  /** The properties of a producer; the serializers, which a writer sets, are not among them. */
  Map<String, Object> properties() {
    Map<String, Object> properties = connection.clientProperties(DEFAULTS, FIXED);
    properties.remove(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG);
    properties.remove(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG);
    properties.remove(ProducerConfig.TRANSACTIONAL_ID_CONFIG);
    return properties;
  }

  @Override
  public Producer<byte[], byte[]> apply(Map<String, Object> given) {
    Map<String, Object> config = new HashMap<>(given);
    config.putAll(properties());
    return new KafkaProducer<>(config);
  }
}
