package io.surge.kafka;

import io.surge.kafka.SavedPositions.Position;
import java.io.IOException;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.beam.sdk.io.UnboundedSource.UnboundedReader;
import org.apache.beam.sdk.io.kafka.KafkaCheckpointMark;
import org.apache.beam.sdk.io.kafka.KafkaCheckpointMark.PartitionMark;
import org.apache.beam.sdk.io.kafka.KafkaIO;
import org.apache.beam.sdk.io.kafka.KafkaReaders;
import org.apache.beam.sdk.io.kafka.KafkaRecord;
import org.apache.beam.sdk.io.kafka.TimestampPolicy;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.joda.time.Instant;

/** KafkaIO's reader of some partitions, which gives out what the records are, pack by pack. */
final class RideReader implements AutoCloseable {
  /** Unread records that are a backlog: as many as come together at the most. */
  static final int BACKLOG_RECORDS = ConsumerSettings.MOST_RECORDS_A_POLL;

  private final RideSource source;
  private final ReadSettings settings;
  private final int recordsInAPack;
  private final InputEnds ends = new InputEnds();
  private final ArrivalSlot arrivals = new ArrivalSlot();
  private final Map<TopicPartition, RidePartition> partitions = new HashMap<>();
  private final UnboundedReader<KafkaRecord<byte[], byte[]>> records;

  /** How many of the packs that the consumer gave out have come this far, at the least. */
  private long given;

  RideReader(
      RideSource source,
      ReadSettings settings,
      @Nullable SavedPositions saved,
      int recordsInAPack) {
    this.source = source;
    this.settings = settings;
    this.recordsInAPack = recordsInAPack;
    records = KafkaReaders.open(read(), source.split(), saved == null ? null : markOf(saved));
  }

  private KafkaIO.Read<byte[], byte[]> read() {
    Map<String, Object> config = ConsumerSettings.of(settings.connection());
    return KafkaIO.<byte[], byte[]>read()
        .withConsumerConfigUpdates(config)
        .withConsumerFactoryFn(given -> consumer(given, config))
        .withTopicPartitions(source.partitions())
        .withKeyDeserializer(ByteArrayDeserializer.class)
        .withValueDeserializer(ByteArrayDeserializer.class)
        .withTimestampPolicyFactory(this::partition)
        .commitOffsetsInFinalize();
  }

  /** KafkaIO gives the consumer that it asks for ends a group of its own. */
  private Consumer<byte[], byte[]> consumer(Map<String, Object> given, Map<String, Object> ours) {
    String group = ConsumerConfig.GROUP_ID_CONFIG;
    return given.get(group).equals(ours.get(group))
        ? new RideConsumer(given, settings.startFrom(), ends, recordsInAPack)
        : new EndsConsumer(given, settings.topics(), ends);
  }

  private TimestampPolicy<byte[], byte[]> partition(
      TopicPartition partition, Optional<Instant> savedWatermark) {
    RidePartition made =
        new RidePartition(partition, savedWatermark, settings, ends, arrivals, Clock.systemUTC());
    partitions.put(partition, made);
    return made;
  }

  private static KafkaCheckpointMark markOf(SavedPositions saved) {
    List<PartitionMark> marks =
        saved.positions().stream()
            .map(
                position ->
                    new PartitionMark(
                        position.partition().topic(),
                        position.partition().partition(),
                        position.nextOffset(),
                        position.watermark()))
            .toList();
    return new KafkaCheckpointMark(marks, Optional.empty());
  }

  boolean start() throws IOException {
    boolean found = records.start();
    given = found ? 1 : ends.givenOut();
    return found;
  }

  boolean advance() throws IOException {
    boolean found = records.advance();
    given = found ? Math.min(given + 1, ends.givenOut()) : ends.givenOut();
    return found;
  }

  /**
   * Whether to read on is worth its while: the next pack is at hand, or there is a backlog, of
   * which the consumer's thread will have more in a moment. What then waits is late already, and
   * the larger its batches are the sooner it is done with.
   */
  boolean hasNext() {
    return given < ends.givenOut() || ends.unread() >= BACKLOG_RECORDS;
  }

  /** What the records of the pack are. */
  List<Arrival> getCurrent() {
    return arrivals.arrivals();
  }

  /** The earliest of their timestamps. */
  Instant getCurrentTimestamp() {
    return arrivals.timestamp();
  }

  Instant getWatermark() {
    return records.getWatermark();
  }

  SavedPositions getCheckpointMark() {
    KafkaCheckpointMark mark = (KafkaCheckpointMark) records.getCheckpointMark();
    return new SavedPositions(
        mark.getPartitions().stream().map(this::position).toList(), settings.state(), mark);
  }

  private Position position(PartitionMark mark) {
    TopicPartition partition = new TopicPartition(mark.getTopic(), mark.getPartition());
    return new Position(
        partition, mark.getNextOffset(), partitions.get(partition).savedWatermark());
  }

  long getSplitBacklogBytes() {
    return records.getSplitBacklogBytes();
  }

  RideSource source() {
    return source;
  }

  @Override
  public void close() throws IOException {
    records.close();
  }
}
