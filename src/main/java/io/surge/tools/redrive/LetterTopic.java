package io.surge.tools.redrive;

import io.surge.kafka.KafkaConnection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The dead letters that there are at one moment. */
final class LetterTopic implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(500);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final List<TopicPartition> partitions;
  private final Map<TopicPartition, Long> end;

  LetterTopic(KafkaConnection connection, String topic) {
    Map<String, Object> settings = connection.clientProperties();
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    this.consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    this.partitions =
        consumer.partitionsFor(topic).stream()
            .map(info -> new TopicPartition(topic, info.partition()))
            .toList();
    this.end = consumer.endOffsets(partitions);
  }

  /** Where each partition ended at that moment. */
  Map<TopicPartition, Long> end() {
    return end;
  }

  /** Gives every record from the oldest to the end. May be called again. */
  void read(Consumer<ConsumerRecord<byte[], byte[]>> reader) {
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    for (TopicPartition partition : partitions) {
      consumer.pause(partitions);
      consumer.resume(List.of(partition));
      while (consumer.position(partition) < end.get(partition)) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          if (record.offset() < end.get(partition)) {
            reader.accept(record);
          }
        }
      }
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
