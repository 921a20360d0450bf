package io.surge.map.prices;

import io.surge.domain.SurgeQuote;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
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

  private final QuoteTopics topics;
  private final SurgePrices prices;
  private final RecordListener listener;
  private final ConsumerThread thread;
  private volatile ReaderState state = ReaderState.LOADING;

  /**
   * @param kafkaConfig {@code bootstrap.servers} and whatever the client needs to be let in
   * @param prices fed by this reader alone
   */
  public SurgePricesReader(
      Map<String, Object> kafkaConfig,
      QuoteTopics topics,
      SurgePrices prices,
      RecordListener listener) {
    this.topics = topics;
    this.prices = prices;
    this.listener = listener;
    Map<String, Object> ours =
        Map.of(
            ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed",
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    this.thread = new ConsumerThread("surge-prices", kafkaConfig, ours, new Reading());
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
    thread.close();
  }

  private final class Reading implements ConsumerThread.Work {
    @Override
    public void with(Consumer<byte[], byte[]> consumer) {
      QuotePartitions partitions = QuotePartitions.assign(consumer, topics);
      while (true) {
        consumer.poll(POLL).forEach(record -> take(partitions.topicOf(record), record));
        prices.letGo();
        state = partitions.state();
      }
    }

    @Override
    public void failed() {
      state = ReaderState.RECONNECTING;
    }
  }

  private void take(QuoteTopic topic, ConsumerRecord<byte[], byte[]> record) {
    SurgeQuote quote;
    try {
      quote = PublishedQuote.read(record.value(), System.currentTimeMillis());
    } catch (IllegalArgumentException e) {
      LOG.debug("{}-{}@{}", record.topic(), record.partition(), record.offset(), e);
      listener.unreadable(topic);
      return;
    }
    prices.accept(topic, quote);
    listener.received(topic, quote);
  }
}
