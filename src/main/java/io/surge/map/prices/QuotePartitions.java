package io.surge.map.prices;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;

/** The partitions that are read, from where, and whether all that they held has been read. */
final class QuotePartitions {
  /**
   * How much of the final quotes is read at the start. An active zone has one every slide; what is
   * older is older than any price that still stands.
   */
  private static final Duration RECENT = Duration.ofMinutes(5);

  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(2);
  private static final Duration ASK_EVERY = Duration.ofSeconds(1);

  private final Consumer<byte[], byte[]> consumer;
  private final Map<String, QuoteTopic> topics;
  private final Map<TopicPartition, Long> toLoad = new HashMap<>();
  private boolean answering = true;
  private long askAgainAt;

  private QuotePartitions(Consumer<byte[], byte[]> consumer, Map<String, QuoteTopic> topics) {
    this.consumer = consumer;
    this.topics = topics;
    this.askAgainAt = System.nanoTime() + ASK_EVERY.toNanos();
  }

  /** Takes all partitions of both topics: the live one from its start, the final one's last. */
  static QuotePartitions assign(Consumer<byte[], byte[]> consumer, QuoteTopics names) {
    QuotePartitions partitions = new QuotePartitions(consumer, names.byName());
    partitions.takeNew();
    if (consumer.assignment().isEmpty()) {
      throw new KafkaException(
          "there is no topic " + String.join(" or ", partitions.topics.keySet()));
    }
    return partitions;
  }

  QuoteTopic topicOf(ConsumerRecord<?, ?> record) {
    return topics.get(record.topic());
  }

  private void takeNew() {
    List<TopicPartition> found = new ArrayList<>();
    for (String topic : topics.keySet()) {
      consumer
          .partitionsFor(topic)
          .forEach(info -> found.add(new TopicPartition(topic, info.partition())));
    }
    List<TopicPartition> added = new ArrayList<>(found);
    added.removeAll(consumer.assignment());
    if (!added.isEmpty()) {
      consumer.assign(found);
      seekToStart(added);
      toLoad.putAll(consumer.endOffsets(added));
    }
  }

  private void seekToStart(List<TopicPartition> added) {
    long since = System.currentTimeMillis() - RECENT.toMillis();
    Map<TopicPartition, Long> settled =
        added.stream()
            .filter(partition -> topics.get(partition.topic()) == QuoteTopic.FINAL)
            .collect(Collectors.toMap(partition -> partition, partition -> since));
    consumer.seekToBeginning(added);
    for (Map.Entry<TopicPartition, OffsetAndTimestamp> recent :
        consumer.offsetsForTimes(settled).entrySet()) {
      if (recent.getValue() == null) {
        consumer.seekToEnd(List.of(recent.getKey()));
      } else {
        consumer.seek(recent.getKey(), recent.getValue().offset());
      }
    }
  }

  ReaderState state() {
    if (System.nanoTime() - askAgainAt > 0) {
      answering = answers();
      askAgainAt = System.nanoTime() + ASK_EVERY.toNanos();
    }
    if (!answering) {
      return ReaderState.RECONNECTING;
    }
    toLoad.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
    return toLoad.isEmpty() ? ReaderState.LIVE : ReaderState.LOADING;
  }

  /** The client itself retries in silence, so it is asked for something that needs an answer. */
  private boolean answers() {
    try {
      consumer.endOffsets(consumer.assignment(), ANSWER_WITHIN);
      takeNew();
      return true;
    } catch (RetriableException e) {
      return false;
    }
  }
}
