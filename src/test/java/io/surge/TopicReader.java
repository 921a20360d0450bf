package io.surge;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads a topic from its beginning as {@code read_committed} consumers see it. */
final class TopicReader implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final List<TopicPartition> partitions;

  TopicReader(String bootstrapServers, String topic, int partitionCount) {
    consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    partitions =
        IntStream.range(0, partitionCount)
            .mapToObj(partition -> new TopicPartition(topic, partition))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /** Gives out what has come, those of a partition in order. */
  void poll(Consumer<ConsumerRecord<byte[], byte[]>> taker) {
    consumer.poll(POLL).forEach(taker);
  }

  /** Gives out what is there and was not yet given out, up to the present end. */
  void pollToEnd(Consumer<ConsumerRecord<byte[], byte[]>> taker) {
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    while (ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
      poll(taker);
    }
  }

  /** All that is there and was not yet given out. */
  List<ConsumerRecord<byte[], byte[]>> rest() {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    pollToEnd(records::add);
    return records;
  }

  @Override
  public void close() {
    consumer.close(Duration.ZERO);
  }
}
