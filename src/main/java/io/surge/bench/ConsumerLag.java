package io.surge.bench;

import io.surge.kafka.KafkaConnection;
import io.surge.tools.KafkaAnswers;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** How far the pipeline is behind its input: its group's offsets beside the ends. */
final class ConsumerLag implements AutoCloseable {
  private static final String GROUP = "surge-pipeline";

  private final KafkaAnswers kafka;
  private final Admin admin;
  private final List<TopicPartition> partitions;

  /**
   * Records in all partitions together. The pipeline commits with each checkpoint, so right after
   * one the difference is what it has yet to read.
   */
  record Offsets(long committed, long ends) {
    long lag() {
      return ends - committed;
    }
  }

  ConsumerLag(String bootstrapServers, InputTopics input) {
    kafka = new KafkaAnswers(new KafkaConnection(bootstrapServers, null));
    admin = kafka.administrate();
    partitions =
        Stream.of(input.rideRequests(), input.driverUpdates())
            .flatMap(
                topic ->
                    IntStream.range(0, InputTopics.PARTITIONS)
                        .mapToObj(number -> new TopicPartition(topic, number)))
            .toList();
  }

  Offsets offsets() {
    Map<TopicPartition, OffsetAndMetadata> committed =
        kafka.await(admin.listConsumerGroupOffsets(GROUP).partitionsToOffsetAndMetadata());
    Map<TopicPartition, ListOffsetsResultInfo> ends =
        kafka.await(
            admin
                .listOffsets(
                    partitions.stream()
                        .collect(
                            Collectors.toMap(Function.identity(), each -> OffsetSpec.latest())))
                .all());
    return new Offsets(
        partitions.stream()
            .map(committed::get)
            .mapToLong(offset -> offset == null ? 0 : offset.offset())
            .sum(),
        ends.values().stream().mapToLong(ListOffsetsResultInfo::offset).sum());
  }

  @Override
  public void close() {
    admin.close();
  }
}
