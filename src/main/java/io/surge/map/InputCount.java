package io.surge.map;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/** How many records a topic took since the first look, by its end offsets: nothing is read. */
final class InputCount {
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(2);
  private static final long UNKNOWN = -1;

  private final String topic;
  private long atFirst = UNKNOWN;
  private volatile long count = UNKNOWN;

  InputCount(String topic) {
    this.topic = topic;
  }

  void look(Consumer<?, ?> consumer) {
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic, ANSWER_WITHIN).stream()
            .map(info -> new TopicPartition(topic, info.partition()))
            .toList();
    if (partitions.isEmpty()) {
      return;
    }
    long end =
        consumer.endOffsets(partitions, ANSWER_WITHIN).values().stream()
            .mapToLong(Long::longValue)
            .sum();
    if (atFirst == UNKNOWN) {
      atFirst = end;
    }
    count = end - atFirst;
  }

  /** None before the first look and where there is no such topic. */
  OptionalLong count() {
    return count == UNKNOWN ? OptionalLong.empty() : OptionalLong.of(count);
  }
}
