package io.surge.tools.redrive;

import io.surge.kafka.KafkaConnection;
import io.surge.tools.KafkaAnswers;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Up to where the letters of each reason have been sent back: the offsets of a consumer group for
 * each reason, {@code surge-redrive-<reason>}.
 */
final class Bookmarks {
  private static final String GROUP = "surge-redrive-";

  private final KafkaAnswers kafka;
  private final Set<String> reasons;
  private final Map<String, Map<TopicPartition, OffsetAndMetadata>> byReason = new HashMap<>();

  Bookmarks(KafkaConnection connection, Set<String> reasons) {
    this.kafka = new KafkaAnswers(connection);
    this.reasons = reasons;
    try (Admin admin = kafka.administrate()) {
      for (String reason : reasons) {
        byReason.put(
            reason,
            kafka.await(
                admin.listConsumerGroupOffsets(GROUP + reason).partitionsToOffsetAndMetadata()));
      }
    }
  }

  /** Whether an earlier run has dealt with what lies there. */
  boolean isBefore(String reason, TopicPartition partition, long offset) {
    OffsetAndMetadata mark = byReason.getOrDefault(reason, Map.of()).get(partition);
    return mark != null && offset < mark.offset();
  }

  /** Moves the marks of all reasons. */
  void moveTo(Map<TopicPartition, Long> end) {
    Map<TopicPartition, OffsetAndMetadata> marks =
        end.entrySet().stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey, mark -> new OffsetAndMetadata(mark.getValue())));
    try (Admin admin = kafka.administrate()) {
      for (String reason : reasons) {
        kafka.await(admin.alterConsumerGroupOffsets(GROUP + reason, marks).all());
      }
    }
  }
}
