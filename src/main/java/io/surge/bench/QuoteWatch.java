package io.surge.bench;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A consumer that holds quotes in its hands as soon as Kafka gives them to it. */
final class QuoteWatch implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Thread thread;
  private final LongAdder quotes = new LongAdder();

  QuoteWatch(String bootstrapServers, String topic, Consumer<ConsumerRecord<byte[], byte[]>> eye) {
    consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "isolation.level",
                "read_committed",
                "max.poll.records",
                5000,
                "receive.buffer.bytes",
                -1),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        IntStream.range(0, InputTopics.PARTITIONS)
            .mapToObj(partition -> new TopicPartition(topic, partition))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    thread = new Thread(() -> watch(eye), "watch-" + topic);
    thread.start();
  }

  private void watch(Consumer<ConsumerRecord<byte[], byte[]>> eye) {
    try (consumer) {
      while (true) {
        for (ConsumerRecord<byte[], byte[]> quote : consumer.poll(PATIENCE)) {
          eye.accept(quote);
          quotes.increment();
        }
      }
    } catch (WakeupException e) {
      // closed
    }
  }

  long count() {
    return quotes.sum();
  }

  @Override
  public void close() {
    consumer.wakeup();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
