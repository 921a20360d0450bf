package io.surge.kafka;

import org.apache.beam.sdk.io.kafka.KafkaIO;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** KafkaIO's writer, for its own exactly-once sink. */
final class KafkaWrites {
  private KafkaWrites() {}

  /** Only the address goes into what KafkaIO shows and saves of its settings. */
  static KafkaIO.WriteRecords<byte[], byte[]> records(KafkaConnection connection) {
    return KafkaIO.<byte[], byte[]>writeRecords()
        .withBootstrapServers(connection.bootstrapServers())
        .withKeySerializer(ByteArraySerializer.class)
        .withValueSerializer(ByteArraySerializer.class)
        .withProducerFactoryFn(new ProducerSettings(connection));
  }
}
