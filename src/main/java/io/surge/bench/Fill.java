package io.surge.bench;

import io.surge.tools.ToolException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Fills the input topics before anything is measured. */
final class Fill {
  private static final long PAUSE_NANOS = 2_000_000;

  private Fill() {}

  /** As fast as Kafka takes it. */
  static void send(String bootstrapServers, Traffic traffic, long events) {
    send(bootstrapServers, traffic, 0, events, Double.POSITIVE_INFINITY);
  }

  /**
   * Sends some of the events, and waits until Kafka has them.
   *
   * @param perSecond at most so many a second
   */
  static void send(String bootstrapServers, Traffic traffic, long from, long to, double perSecond) {
    Map<String, Object> config =
        Map.of("bootstrap.servers", bootstrapServers, "batch.size", 256 << 10, "linger.ms", 20);
    AtomicReference<Exception> failure = new AtomicReference<>();
    long begin = System.nanoTime();
    try (Producer<byte[], byte[]> producer =
        new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
      for (long i = from; i < to && failure.get() == null; i++) {
        long due = begin + (long) ((i - from) * 1e9 / perSecond);
        while (System.nanoTime() < due) {
          LockSupport.parkNanos(PAUSE_NANOS);
        }
        var unused =
            producer.send(traffic.record(i), (metadata, e) -> failure.compareAndSet(null, e));
      }
    }
    if (failure.get() != null) {
      throw new ToolException("cannot fill the input: " + failure.get(), failure.get());
    }
  }
}
