package io.surge.kafka.exactlyonce;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.surge.testing.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TransactionState;
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
  private static final int KEYS = 11;
  private static final Duration POLL = Duration.ofMillis(50);

  private final String bootstrapServers;
  private final KafkaProducer<byte[], byte[]> producer;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Map<String, List<Integer>> published = new TreeMap<>();
  private final String input;
  private final String output;
  private int sent;
  private int count;

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
      byte[] key = key(sent).getBytes(UTF_8);
      byte[] value = Integer.toString(sent).getBytes(UTF_8);
      acknowledged.add(producer.send(new ProducerRecord<>(input, key, value)));
      sent++;
    }
    for (Future<RecordMetadata> one : acknowledged) {
      one.get();
    }
  }

  /** What was sent, by key and in order. */
  Map<String, List<Integer>> sent() {
    Map<String, List<Integer>> values = new TreeMap<>();
    for (int value = 0; value < sent; value++) {
      values.computeIfAbsent(key(value), key -> new ArrayList<>()).add(value);
    }
    return values;
  }

  /** What {@code read_committed} consumers have seen so far, by key and in order. */
  Map<String, List<Integer>> published() {
    count();
    return published;
  }

  /** How many records {@code read_committed} consumers have seen so far. */
  int count() {
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
      published
          .computeIfAbsent(new String(record.key(), UTF_8), key -> new ArrayList<>())
          .add(Integer.valueOf(new String(record.value(), UTF_8)));
      count++;
    }
    return count;
  }

  /** Waits until as much is published as was sent. */
  void awaitAll() throws Exception {
    Await.until("all is published", () -> count() >= sent);
  }

  /** How many transactions are open at the broker. */
  long openTransactions() {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      return admin.listTransactions().all().get().stream()
          .filter(transaction -> transaction.state() == TransactionState.ONGOING)
          .count();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException("cannot ask for transactions", e);
    }
  }

  private static String key(int value) {
    return "key-" + value % KEYS;
  }

  @Override
  public void close() {
    producer.close(Duration.ZERO);
    consumer.close(Duration.ZERO);
  }
}
