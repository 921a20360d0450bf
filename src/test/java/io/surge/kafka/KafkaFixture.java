package io.surge.kafka;

import io.surge.tools.EmbeddedBroker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Future;
import org.apache.beam.sdk.io.kafka.KafkaRecord;
import org.apache.beam.sdk.io.kafka.KafkaTimestampType;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A broker for the tests of a class, and what they do with it. Topics get names of their own. */
final class KafkaFixture implements AutoCloseable {
  private static final Map<String, String> KEEP_ALL = Map.of(TopicConfig.RETENTION_MS_CONFIG, "-1");

  private final EmbeddedBroker broker = EmbeddedBroker.startTemporary();

  KafkaConnection connection() {
    return new KafkaConnection(broker.bootstrapServers(), null);
  }

  String topic(String name, int partitions) throws Exception {
    String topic = name + "-" + UUID.randomUUID();
    try (Admin admin = Admin.create(client(Map.of()))) {
      // Records of any age stay.
      NewTopic made = new NewTopic(topic, partitions, (short) 1).configs(KEEP_ALL);
      admin.createTopics(List.of(made)).all().get();
    }
    awaitPartitions(topic, partitions);
    return topic;
  }

  /** A topic is made before its broker tells of it. */
  private void awaitPartitions(String topic, int partitions) {
    long deadline = System.nanoTime() + Duration.ofMinutes(1).toNanos();
    try (KafkaConsumer<byte[], byte[]> consumer = consumer(Map.of())) {
      while (consumer.partitionsFor(topic).size() < partitions && System.nanoTime() < deadline) {
        Thread.onSpinWait();
      }
    }
  }

  void send(List<ProducerRecord<byte[], byte[]>> records) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer = producer(Map.of())) {
      List<Future<RecordMetadata>> sent = records.stream().map(producer::send).toList();
      for (Future<RecordMetadata> record : sent) {
        record.get();
      }
    }
  }

  KafkaProducer<byte[], byte[]> transactionalProducer() {
    return producer(Map.of(ProducerConfig.TRANSACTIONAL_ID_CONFIG, UUID.randomUUID().toString()));
  }

  private KafkaProducer<byte[], byte[]> producer(Map<String, Object> config) {
    return new KafkaProducer<>(
        client(config), new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** The first records of a topic, in the order of each partition; waits until they are there. */
  List<ConsumerRecord<byte[], byte[]>> receive(String topic, int count) {
    List<ConsumerRecord<byte[], byte[]>> received = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer = consumer(Map.of())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream().map(KafkaFixture::partition).toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
      while (received.size() < count && System.nanoTime() < deadline) {
        consumer.poll(Duration.ofMillis(100)).forEach(received::add);
      }
    }
    return received;
  }

  void commit(String group, TopicPartition partition, long offset) {
    try (KafkaConsumer<byte[], byte[]> consumer =
        consumer(Map.of(ConsumerConfig.GROUP_ID_CONFIG, group))) {
      consumer.commitSync(Map.of(partition, new OffsetAndMetadata(offset)));
    }
  }

  private KafkaConsumer<byte[], byte[]> consumer(Map<String, Object> config) {
    return new KafkaConsumer<>(
        client(config), new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private static TopicPartition partition(PartitionInfo info) {
    return new TopicPartition(info.topic(), info.partition());
  }

  private Map<String, Object> client(Map<String, Object> config) {
    Map<String, Object> all = new HashMap<>(config);
    all.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers());
    return all;
  }

  @Override
  public void close() {
    broker.close();
  }

  /** What KafkaIO's reader makes of a record. */
  static KafkaRecord<byte[], byte[]> throughReader(ConsumerRecord<byte[], byte[]> record) {
    return new KafkaRecord<>(
        record.topic(),
        record.partition(),
        record.offset(),
        record.timestamp(),
        KafkaTimestampType.CREATE_TIME,
        record.headers(),
        record.key(),
        record.value());
  }
}
