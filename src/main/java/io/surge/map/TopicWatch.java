package io.surge.map;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.common.utils.Timer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts what goes into the pipeline and what it rejects, in a thread of its own. Where Kafka does
 * not answer, or a topic is not there, the counts stand still.
 */
final class TopicWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TopicWatch.class);
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final Map<String, Object> kafkaConfig;
  private final String deadLetterTopic;
  private final InputCount requests;
  private final InputCount updates;
  private final DeadLetterCount deadLetters = new DeadLetterCount();
  private final Thread thread = new Thread(this::run, "topic-watch");

  TopicWatch(MapSettings settings) {
    kafkaConfig = new HashMap<>(settings.kafkaConfig());
    kafkaConfig.remove(CommonClientConfigs.GROUP_ID_CONFIG);
    kafkaConfig.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
    kafkaConfig.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    kafkaConfig.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    deadLetterTopic = settings.deadLetterTopic();
    requests = new InputCount(settings.rideRequestsTopic());
    updates = new InputCount(settings.driverUpdatesTopic());
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  InputCount requests() {
    return requests;
  }

  InputCount updates() {
    return updates;
  }

  DeadLetterCount deadLetters() {
    return deadLetters;
  }

  private void run() {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            kafkaConfig, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      while (true) {
        look(consumer);
        takeDeadLettersForASecond(consumer);
      }
    } catch (InterruptedException | InterruptException stopped) {
      LOG.debug("stopped counting");
    } catch (KafkaException e) {
      LOG.warn("events and dead letters cannot be counted: {}", e.getMessage());
    }
  }

  private void look(Consumer<byte[], byte[]> consumer) {
    try {
      requests.look(consumer);
      updates.look(consumer);
      if (consumer.assignment().isEmpty()) {
        followDeadLetters(consumer);
      }
    } catch (RetriableException e) {
      LOG.debug("not counted this time: {}", e.getMessage());
    }
  }

  private void followDeadLetters(Consumer<byte[], byte[]> consumer) {
    List<TopicPartition> partitions =
        consumer.partitionsFor(deadLetterTopic).stream()
            .map(info -> new TopicPartition(deadLetterTopic, info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
  }

  private void takeDeadLettersForASecond(Consumer<byte[], byte[]> consumer)
      throws InterruptedException {
    if (consumer.assignment().isEmpty()) {
      Thread.sleep(SECOND.toMillis());
      return;
    }
    Timer second = Time.SYSTEM.timer(SECOND);
    while (second.notExpired()) {
      consumer.poll(Duration.ofMillis(second.remainingMs())).forEach(deadLetters::add);
      second.update();
    }
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
