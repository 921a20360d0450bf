package io.surge.bench;

import io.surge.tools.ToolException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Fills the input topics before anything is measured. */
final class Fill {
  private Fill() {}

  static void send(String bootstrapServers, Traffic traffic, long events) {
    Map<String, Object> config =
        Map.of("bootstrap.servers", bootstrapServers, "batch.size", 256 << 10, "linger.ms", 20);
    AtomicReference<Exception> failure = new AtomicReference<>();
    try (Producer<byte[], byte[]> producer =
        new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
      for (long i = 0; i < events && failure.get() == null; i++) {
        var unused =
            producer.send(traffic.record(i), (metadata, e) -> failure.compareAndSet(null, e));
      }
    }
    if (failure.get() != null) {
      throw new ToolException("cannot fill the input: " + failure.get(), failure.get());
    }
  }
}
