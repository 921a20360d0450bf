package io.surge;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.surge.tools.EmbeddedBroker;
import io.surge.tools.TopicPlan;
import io.surge.tools.TopicRole;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.checkerframework.checker.nullness.qual.Nullable;

/** The five topics of a test, as the project's plan has them, under names of the test's own. */
final class CityTopics implements AutoCloseable {
  private final String bootstrapServers;
  private final String prefix;
  private final TopicPlan plan;
  private final KafkaProducer<byte[], byte[]> producer;

  private CityTopics(String bootstrapServers, String prefix, TopicPlan plan) {
    this.bootstrapServers = bootstrapServers;
    this.prefix = prefix;
    this.plan = plan;
    // One request at a time: while a new topic's leader comes up, the broker may refuse a request
    // and take the one behind it, and would then never take the first again.
    this.producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers", bootstrapServers,
                "linger.ms", 5,
                "max.in.flight.requests.per.connection", 1),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /** Creates the topics. Nothing of them is ever deleted for its age. */
  static CityTopics create(EmbeddedBroker broker, String prefix) throws Exception {
    return create(broker.bootstrapServers(), prefix);
  }

  /** Creates the topics. Nothing of them is ever deleted for its age. */
  static CityTopics create(String bootstrapServers, String prefix) throws Exception {
    CityTopics topics = of(bootstrapServers, prefix);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      admin
          .createTopics(Arrays.stream(TopicRole.values()).map(topics::newTopic).toList())
          .all()
          .get();
    }
    return topics;
  }

  /** Those that were created before. */
  static CityTopics of(String bootstrapServers, String prefix) throws Exception {
    TopicPlan plan = TopicPlan.read(TopicPlan.DEFAULT_FILE).withoutRetention();
    return new CityTopics(bootstrapServers, prefix, plan);
  }

  private NewTopic newTopic(TopicRole role) {
    TopicPlan.Topic topic = plan.topics().get(role);
    return new NewTopic(nameOf(role), Optional.of(topic.partitions()), Optional.empty())
        .configs(topic.settings());
  }

  String nameOf(TopicRole role) {
    return prefix + "." + role.defaultName();
  }

  int partitionsOf(TopicRole role) {
    return plan.topics().get(role).partitions();
  }

  /** How many partitions the pipeline reads. */
  int inputPartitions() {
    return partitionsOf(TopicRole.RIDE_REQUESTS) + partitionsOf(TopicRole.DRIVER_UPDATES);
  }

  /** The options by which a pipeline finds these topics. */
  Stream<String> arguments() {
    return Stream.of(
        "--bootstrapServers=" + bootstrapServers,
        "--rideRequestsTopic=" + nameOf(TopicRole.RIDE_REQUESTS),
        "--driverUpdatesTopic=" + nameOf(TopicRole.DRIVER_UPDATES),
        "--surgeTopic=" + nameOf(TopicRole.SURGE_MULTIPLIERS),
        "--liveTopic=" + nameOf(TopicRole.SURGE_LIVE),
        "--deadLetterTopic=" + nameOf(TopicRole.SURGE_DEAD_LETTERS));
  }

  /** Sends an event, keyed by its id as clients should. */
  Future<RecordMetadata> send(SentEvent event, long recordTimestamp) {
    byte[] key = event.id().getBytes(UTF_8);
    return send(event.topic(), null, recordTimestamp, key, event.json().getBytes(UTF_8));
  }

  /** Sends a record, to a partition of its key's or to a given one. */
  Future<RecordMetadata> send(
      TopicRole topic,
      @Nullable Integer partition,
      long recordTimestamp,
      byte @Nullable [] key,
      byte @Nullable [] value) {
    return producer.send(
        new ProducerRecord<>(nameOf(topic), partition, recordTimestamp, key, value));
  }

  /** Sends an event of this place and time to every partition of both topics. */
  List<SentEvent> sendToEachPartition(Place place, long timestamp) throws Exception {
    List<SentEvent> sent = new ArrayList<>();
    List<Future<RecordMetadata>> acknowledged = new ArrayList<>();
    for (TopicRole topic : List.of(TopicRole.RIDE_REQUESTS, TopicRole.DRIVER_UPDATES)) {
      Boolean available = topic == TopicRole.RIDE_REQUESTS ? null : Boolean.TRUE;
      for (int partition = 0; partition < partitionsOf(topic); partition++) {
        String id = topic.defaultName() + "-" + partition;
        SentEvent event = new SentEvent(id, place, available, timestamp);
        byte[] value = event.json().getBytes(UTF_8);
        acknowledged.add(send(topic, partition, timestamp, id.getBytes(UTF_8), value));
        sent.add(event);
      }
    }
    for (Future<RecordMetadata> one : acknowledged) {
      one.get();
    }
    return sent;
  }

  void flush() {
    producer.flush();
  }

  /** Reads what read_committed consumers see of a topic. */
  TopicReader read(TopicRole topic) {
    return new TopicReader(bootstrapServers, nameOf(topic), partitionsOf(topic));
  }

  @Override
  public void close() {
    producer.close();
  }
}
