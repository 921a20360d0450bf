package io.surge.map;

import io.surge.map.prices.ConsumerThread;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
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

  private final String deadLetterTopic;
  private final InputCount requests;
  private final InputCount updates;
  private final DeadLetterCount deadLetters = new DeadLetterCount();
  private final ConsumerThread thread;

  TopicWatch(MapSettings settings) {
    deadLetterTopic = settings.deadLetterTopic();
    requests = new InputCount(settings.rideRequestsTopic());
    updates = new InputCount(settings.driverUpdatesTopic());
    Map<String, Object> ours = Map.of(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
    thread = new ConsumerThread("topic-watch", settings.kafkaConfig(), ours, new Watching());
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

  @Override
  public void close() {
    thread.close();
  }

  private final class Watching implements ConsumerThread.Work {
    @Override
    public void with(Consumer<byte[], byte[]> consumer) throws InterruptedException {
      while (true) {
        look(consumer);
        takeDeadLettersForASecond(consumer);
      }
    }

    @Override
    public void failed() {
      LOG.debug("the counts stand still");
    }
  }

  private void look(Consumer<byte[], byte[]> consumer) {
    try {
      if (consumer.assignment().isEmpty()) {
        followDeadLetters(consumer);
      }
      requests.look(consumer);
      updates.look(consumer);
    } catch (RetriableException e) {
      LOG.debug("not counted this time: {}", e.getMessage());
    }
  }

  /** Fixes where they begin at once, so that all counts are of the same time. */
  private void followDeadLetters(Consumer<byte[], byte[]> consumer) {
    List<TopicPartition> partitions =
        consumer.partitionsFor(deadLetterTopic).stream()
            .map(info -> new TopicPartition(deadLetterTopic, info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position);
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
}
