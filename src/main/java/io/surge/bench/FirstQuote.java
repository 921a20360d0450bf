package io.surge.bench;

import io.surge.kafka.SurgeQuoteJson;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Waits for the first committed final quote that was computed after a certain time. */
final class FirstQuote implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(20);

  private final KafkaConsumer<byte[], byte[]> consumer;

  /** What was published before does not count. */
  FirstQuote(String bootstrapServers, String topic) {
    consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        IntStream.range(0, InputTopics.PARTITIONS)
            .mapToObj(partition -> new TopicPartition(topic, partition))
            .toList();
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position);
  }

  /**
   * Looks for a moment.
   *
   * @param time in epoch milliseconds
   */
  boolean isComputedAfter(long time) {
    boolean found = false;
    for (ConsumerRecord<byte[], byte[]> quote : consumer.poll(POLL)) {
      found |= SurgeQuoteJson.decode(quote.value()).computedAt() > time;
    }
    return found;
  }

  @Override
  public void close() {
    consumer.close();
  }
}
