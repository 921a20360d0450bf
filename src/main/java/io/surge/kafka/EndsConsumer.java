package io.surge.kafka;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/**
 * The consumer that KafkaIO asks every second for the ends of a reader's partitions. It answers
 * with the end of what can be read, and looks whether the input holds anything at all.
 */
final class EndsConsumer extends KafkaConsumer<byte[], byte[]> {
  private final List<String> topics;
  private final InputEnds ends;

  EndsConsumer(Map<String, Object> config, List<String> topics, InputEnds ends) {
    super(config);
    this.topics = topics;
    this.ends = ends;
  }

  @Override
  public Map<TopicPartition, Long> endOffsets(Collection<TopicPartition> partitions) {
    if (!ends.holdRecords() && inputHoldsRecords()) {
      ends.foundRecords();
    }
    Map<TopicPartition, Long> readable = new HashMap<>();
    super.endOffsets(partitions)
        .forEach((partition, end) -> readable.put(partition, ends.endOfRecords(partition, end)));
    return readable;
  }

  private boolean inputHoldsRecords() {
    List<TopicPartition> all =
        topics.stream()
            .flatMap(topic -> partitionsFor(topic).stream())
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    Map<TopicPartition, Long> beginnings = beginningOffsets(all);
    return super.endOffsets(all).entrySet().stream()
        .anyMatch(end -> end.getValue() > beginnings.get(end.getKey()));
  }
}
