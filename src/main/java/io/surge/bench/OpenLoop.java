package io.surge.bench;

import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends traffic and probes when they are due, however the receiver fares: what could not be sent in
 * time is sent as soon as possible, and still counts from when it was due. So a stall shows in all
 * the latencies that it spoils.
 */
final class OpenLoop implements AutoCloseable {
  /**
   * Shorter than anything that is measured. To wake for each event as it is due would take the
   * processor from the others thousands of times a second.
   */
  private static final long PAUSE_NANOS = 1_000_000;

  private final Probes probes;
  private final Closings closings;
  private final Producer<byte[], byte[]> trafficProducer;
  private final Producer<byte[], byte[]> probeProducer;
  private final SplittableRandom random = new SplittableRandom(1);

  OpenLoop(String bootstrapServers, Probes probes, Closings closings) {
    this.probes = probes;
    this.closings = closings;
    this.trafficProducer = producer(bootstrapServers, 5);
    this.probeProducer = producer(bootstrapServers, 0);
  }

  private static Producer<byte[], byte[]> producer(String bootstrapServers, int lingerMillis) {
    Map<String, Object> config =
        Map.of(
            "bootstrap.servers",
            bootstrapServers,
            "linger.ms",
            lingerMillis,
            "batch.size",
            64 << 10,
            "send.buffer.bytes",
            -1);
    return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /**
   * Sends for a while. The first events are due at once.
   *
   * @param clock what this level's times are measured by
   * @param probesPerSecond at random distances, so that they keep step with nothing
   */
  void send(Traffic traffic, LevelClock clock, double probesPerSecond) {
    long number = 0;
    long nextProbe = clock.begin() + distance(probesPerSecond);
    while (true) {
      long now = System.nanoTime();
      if (now >= clock.end()) {
        return;
      }
      long nextEvent = traffic.due(number, clock.begin());
      long due = Math.min(nextEvent, nextProbe);
      if (due > now) {
        LockSupport.parkNanos(PAUSE_NANOS);
      } else if (nextProbe <= nextEvent) {
        send(probes.next(nextProbe, clock.epochMillis(nextProbe)), nextProbe, probeProducer);
        nextProbe += distance(probesPerSecond);
      } else {
        send(traffic.record(number), nextEvent, trafficProducer);
        number++;
      }
    }
  }

  private void send(
      ProducerRecord<byte[], byte[]> event, long due, Producer<byte[], byte[]> producer) {
    closings.sending(new TopicPartition(event.topic(), event.partition()), event.timestamp(), due);
    // What does not arrive goes unanswered, and is counted so.
    var unused = producer.send(event);
  }

  private long distance(double perSecond) {
    return (long) (-Math.log(1 - random.nextDouble()) * 1e9 / perSecond);
  }

  @Override
  public void close() {
    trafficProducer.close();
    probeProducer.close();
  }
}
