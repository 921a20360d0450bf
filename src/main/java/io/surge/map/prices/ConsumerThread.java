package io.surge.map.prices;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that works with a Kafka consumer of its own, and with a new one after Kafka failed it,
 * until it is closed. The consumer is in no group and commits nothing.
 */
public final class ConsumerThread implements AutoCloseable {

  /** What is done with a consumer. */
  public interface Work {
    /**
     * Uses a consumer, for ever.
     *
     * @throws WakeupException let through from the consumer when the thread is being closed
     * @throws KafkaException let through where only a new consumer helps
     */
    void with(Consumer<byte[], byte[]> consumer) throws InterruptedException;

    /** Kafka failed the work; it begins anew in a moment. */
    void failed();
  }

  private static final Logger LOG = LoggerFactory.getLogger(ConsumerThread.class);
  private static final long BETWEEN_ATTEMPTS_MS = 1_000;

  private final Map<String, Object> config;
  private final Work work;
  private final Thread thread;
  private final CountDownLatch closing = new CountDownLatch(1);
  private volatile @Nullable Consumer<byte[], byte[]> current;

  /**
   * @param config {@code bootstrap.servers} and whatever the client needs to be let in; a group in
   *     it is left out
   * @param ours what the work depends on
   */
  public ConsumerThread(
      String name, Map<String, Object> config, Map<String, Object> ours, Work work) {
    this.config = new HashMap<>(config);
    this.config.remove(CommonClientConfigs.GROUP_ID_CONFIG);
    this.config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    this.config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    this.config.putAll(ours);
    this.work = work;
    this.thread = new Thread(this::run, name);
    thread.setDaemon(true);
  }

  public void start() {
    thread.start();
  }

  private void run() {
    try {
      do {
        workUntilItFails();
      } while (!closing.await(BETWEEN_ATTEMPTS_MS, TimeUnit.MILLISECONDS));
    } catch (InterruptedException | WakeupException stopped) {
      LOG.debug("{} stopped", thread.getName());
    }
  }

  private void workUntilItFails() throws InterruptedException {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      current = consumer;
      if (closing.getCount() == 0) {
        return;
      }
      work.with(consumer);
    } catch (WakeupException stopped) {
      throw stopped;
    } catch (KafkaException e) {
      LOG.warn("{}: {}", thread.getName(), e.getMessage());
      work.failed();
    }
  }

  /** Stops the work and waits for its end. */
  @Override
  public void close() {
    closing.countDown();
    Consumer<byte[], byte[]> consumer = current;
    if (consumer != null) {
      consumer.wakeup();
    }
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
