package io.surge.kafka.exactlyonce;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The input and output topics of a test, on its broker. */
final class Topics implements AutoCloseable {
  static final int KEYS = 11;
  private final String bootstrapServers;
  private final KafkaProducer<byte[], byte[]> producer;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final List<String> published = Collections.synchronizedList(new ArrayList<>());
  private final String input;
  private final String output;
  private int sent;

  Topics(String bootstrapServers, String name, int outputPartitions) throws Exception {
    this.bootstrapServers = bootstrapServers;
    this.input = name + "-input";
    this.output = name + "-output";
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      admin
          .createTopics(
              List.of(
                  new NewTopic(input, 2, (short) 1),
                  new NewTopic(output, outputPartitions, (short) 1)))
          .all()
          .get();
    }
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions = new ArrayList<>();
    for (int partition = 0; partition < outputPartitions; partition++) {
      partitions.add(new TopicPartition(output, partition));
    }
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  String bootstrapServers() {
    return bootstrapServers;
  }

  String input() {
    return input;
  }

  String output() {
    return output;
  }

  /** Sends the next records: their values count up, their keys go round. */
  void send(int count) throws Exception {
    List<Future<RecordMetadata>> acknowledged = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String key = "key-" + sent % KEYS;
      String value = Integer.toString(sent);
      acknowledged.add(
          producer.send(new ProducerRecord<>(input, key.getBytes(UTF_8), value.getBytes(UTF_8))));
      sent++;
    }
    for (Future<RecordMetadata> one : acknowledged) {
      one.get();
    }
  }

  int sent() {
    return sent;
  }

  /** Everything published so far, {@code key=value}, in the order within each key. */
  List<String> published() {
    while (true) {
      int before = published.size();
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(50))) {
        published.add(new String(record.key(), UTF_8) + "=" + new String(record.value(), UTF_8));
      }
      if (published.size() == before) {
        return List.copyOf(published);
      }
    }
  }

  @Override
  public void close() {
    producer.close(Duration.ZERO);
    consumer.close(Duration.ZERO);
  }
}
