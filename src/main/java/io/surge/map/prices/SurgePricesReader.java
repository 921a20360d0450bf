package io.surge.map.prices;

import io.surge.domain.SurgeQuote;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Feeds {@link SurgePrices} from Kafka, in a thread of its own: first what the topics hold, then
 * each quote as it is published, only committed ones. It joins no consumer group and commits
 * nothing, so any number may run side by side.
 *
 * <p>When Kafka does not answer it says so in its {@link #state()} and tries on. Where it has to
 * begin anew it reads again what it has read, which by the consumer's rule changes no price.
 */
public final class SurgePricesReader implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SurgePricesReader.class);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final long BETWEEN_ATTEMPTS_MS = 1_000;

  private final Map<String, Object> kafkaConfig;
  private final QuoteTopics topics;
  private final SurgePrices prices;
  private final RecordListener listener;
  private final Thread thread = new Thread(this::run, "surge-prices");
  private volatile ReaderState state = ReaderState.LOADING;
  private volatile boolean closed;

  /**
   * @param kafkaConfig {@code bootstrap.servers} and whatever the client needs to be let in
   * @param prices fed by this reader alone
   */
  public SurgePricesReader(
      Map<String, Object> kafkaConfig,
      QuoteTopics topics,
      SurgePrices prices,
      RecordListener listener) {
    this.kafkaConfig = withOurs(kafkaConfig);
    this.topics = topics;
    this.prices = prices;
    this.listener = listener;
    thread.setDaemon(true);
  }

  private static Map<String, Object> withOurs(Map<String, Object> given) {
    Map<String, Object> config = new HashMap<>(given);
    config.remove(CommonClientConfigs.GROUP_ID_CONFIG);
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    return config;
  }

  /** Begins to read. */
  public void start() {
    thread.start();
  }

  public ReaderState state() {
    return state;
  }

  /** Stops reading. The prices stay as they are. */
  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      while (!closed) {
        readUntilItFails();
        state = ReaderState.RECONNECTING;
        Thread.sleep(BETWEEN_ATTEMPTS_MS);
      }
    } catch (InterruptedException | InterruptException | WakeupException stopped) {
      LOG.debug("stopped reading prices");
    }
  }

  private void readUntilItFails() {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            kafkaConfig, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      QuotePartitions partitions = QuotePartitions.assign(consumer, topics);
      while (!closed) {
        consumer.poll(POLL).forEach(record -> take(partitions.topicOf(record), record));
        prices.letGo();
        state = partitions.state();
      }
    } catch (InterruptException | WakeupException stopped) {
      throw stopped;
    } catch (KafkaException e) {
      LOG.warn("prices cannot be read for now: {}", e.getMessage());
    }
  }

  private void take(QuoteTopic topic, ConsumerRecord<byte[], byte[]> record) {
    SurgeQuote quote;
    try {
      quote = PublishedQuote.read(record.value(), System.currentTimeMillis());
    } catch (IllegalArgumentException e) {
      LOG.debug(
          "{}-{}@{}: {}", record.topic(), record.partition(), record.offset(), e.getMessage());
      listener.unreadable(topic);
      return;
    }
    prices.accept(topic, quote);
    listener.received(topic, quote);
  }
}
