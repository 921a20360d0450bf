package io.surge.bench;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads what is committed and measures how fast and how late it comes. */
final class CommittedReader {
  private static final Duration POLL = Duration.ofMillis(100);
  private static final long PATIENCE_NANOS = 60_000_000_000L;

  private final Histogram latencyMicros = new Histogram(3);
  private long firstNanos;
  private long lastNanos;
  private long counted;

  /** Reads until the run has its records. */
  void read(String bootstrapServers, String topic, int partitions, SinkRun run) {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> all =
          IntStream.range(0, partitions).mapToObj(each -> new TopicPartition(topic, each)).toList();
      consumer.assign(all);
      consumer.seekToBeginning(all);
      long seen = 0;
      long heard = System.nanoTime();
      while (seen < run.records()) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          heard = System.nanoTime();
          seen++;
          if (seen > run.firstCounted()) {
            count(heard, record.value());
          }
        }
        if (System.nanoTime() - heard > PATIENCE_NANOS) {
          throw new IllegalStateException("nothing is published any more after " + seen);
        }
      }
    }
  }

  private void count(long now, byte[] quote) {
    if (counted == 0) {
      firstNanos = now;
    }
    lastNanos = now;
    counted++;
    latencyMicros.recordValue((now - ByteBuffer.wrap(quote).getLong()) / 1000);
  }

  double recordsPerSecond() {
    return counted * 1e9 / (lastNanos - firstNanos);
  }

  double latencyMillis(double percentile) {
    return latencyMicros.getValueAtPercentile(percentile) / 1000.0;
  }
}
