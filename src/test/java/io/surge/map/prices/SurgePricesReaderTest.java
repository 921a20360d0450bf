package io.surge.map.prices;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.surge.domain.QuoteTiming;
import io.surge.domain.SurgeQuote;
import io.surge.kafka.SurgeQuoteJson;
import io.surge.testing.Await;
import io.surge.tools.EmbeddedBroker;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
final class SurgePricesReaderTest {
  private static final String LIVE = "surge-live";
  private static final String FINAL = "surge-multipliers";
  private static final String HARBOUR = "zone_1_1";
  private static final String STATION = "zone_2_2";

  private final long window = System.currentTimeMillis() / 5_000 * 5_000;
  private final SurgePrices prices =
      new SurgePrices(Duration.ofSeconds(5), Clock.systemUTC(), PriceListener.NONE);
  private final AtomicInteger unreadable = new AtomicInteger();
  @TempDir Path directory;
  private EmbeddedBroker broker;
  private SurgePricesReader reader;

  @BeforeEach
  void startBroker() throws Exception {
    broker = EmbeddedBroker.start(directory, 0);
    try (Admin admin = Admin.create(client())) {
      admin
          .createTopics(
              List.of(new NewTopic(LIVE, 1, (short) 1), new NewTopic(FINAL, 1, (short) 1)))
          .all()
          .get();
    }
    reader =
        new SurgePricesReader(
            client(),
            new QuoteTopics(LIVE, FINAL),
            prices,
            new RecordListener() {
              @Override
              public void received(QuoteTopic topic, SurgeQuote quote) {}

              @Override
              public void unreadable(QuoteTopic topic) {
                unreadable.incrementAndGet();
              }
            });
  }

  @AfterEach
  void stop() {
    reader.close();
    broker.close();
  }

  @Test
  void knowsWhatTheTopicsHeldAsSoonAsItSaysThatItIsLive() throws Exception {
    SurgeQuote atHarbour = quote(HARBOUR, window, QuoteTiming.ON_TIME, 3);
    SurgeQuote atStation = quote(STATION, window, QuoteTiming.EARLY, 4);
    send(LIVE, quote(HARBOUR, window, QuoteTiming.EARLY, 2));
    send(FINAL, atHarbour);
    send(LIVE, atStation);
    reader.start();
    Await.until(reader::state, is(ReaderState.LIVE));
    assertThat(prices.priceOf(HARBOUR), is(Optional.of(new ZonePrice(atHarbour, false))));
    assertThat(prices.priceOf(STATION), is(Optional.of(new ZonePrice(atStation, false))));
  }

  @Test
  void followsQuotesAsTheyArePublished() throws Exception {
    reader.start();
    Await.until(reader::state, is(ReaderState.LIVE));
    SurgeQuote quote = quote(HARBOUR, window, QuoteTiming.EARLY, 2);
    send(LIVE, quote);
    Await.until(() -> prices.priceOf(HARBOUR), is(Optional.of(new ZonePrice(quote, false))));
  }

  @Test
  void takesNoQuoteOfATransactionThatWasAborted() throws Exception {
    reader.start();
    try (KafkaProducer<byte[], byte[]> producer =
        producer(Map.of("transactional.id", "pipeline"))) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(record(FINAL, quote(HARBOUR, window, QuoteTiming.ON_TIME, 5))).get();
      producer.flush();
      producer.abortTransaction();
      producer.beginTransaction();
      producer.send(record(FINAL, quote(STATION, window, QuoteTiming.ON_TIME, 2))).get();
      producer.commitTransaction();
    }
    SurgeQuote committed = quote(STATION, window, QuoteTiming.ON_TIME, 2);
    Await.until(() -> prices.priceOf(STATION), is(Optional.of(new ZonePrice(committed, false))));
    assertThat(prices.priceOf(HARBOUR), is(Optional.empty()));
  }

  @Test
  void passesOverAndCountsWhatIsNoQuote() throws Exception {
    reader.start();
    send(new ProducerRecord<>(LIVE, "price: 2".getBytes(StandardCharsets.UTF_8)));
    send(new ProducerRecord<>(LIVE, null));
    SurgeQuote quote = quote(HARBOUR, window, QuoteTiming.EARLY, 2);
    send(LIVE, quote);
    Await.until(() -> prices.priceOf(HARBOUR), is(Optional.of(new ZonePrice(quote, false))));
    assertThat(unreadable.get(), is(2));
  }

  @Test
  void saysThatItIsReconnectingAndGoesOnWhenTheBrokerIsBack() throws Exception {
    send(LIVE, quote(HARBOUR, window, QuoteTiming.EARLY, 2));
    reader.start();
    Await.until(reader::state, is(ReaderState.LIVE));
    int port = broker.port();
    broker.close();
    Await.until(reader::state, is(ReaderState.RECONNECTING));
    assertThat(prices.priceOf(HARBOUR).isPresent(), is(true));
    broker = EmbeddedBroker.start(directory, port);
    Await.until(reader::state, is(ReaderState.LIVE));
    SurgeQuote after = quote(HARBOUR, window + 5_000, QuoteTiming.EARLY, 4);
    send(LIVE, after);
    Await.until(() -> prices.priceOf(HARBOUR), is(Optional.of(new ZonePrice(after, false))));
  }

  @Test
  void readsPartitionsThatAreAddedWhileItRuns() throws Exception {
    reader.start();
    Await.until(reader::state, is(ReaderState.LIVE));
    try (Admin admin = Admin.create(client())) {
      admin.createPartitions(Map.of(LIVE, NewPartitions.increaseTo(2))).all().get();
    }
    SurgeQuote quote = quote(HARBOUR, window, QuoteTiming.EARLY, 2);
    send(new ProducerRecord<>(LIVE, 1, key(quote), SurgeQuoteJson.encode(quote)));
    Await.until(() -> prices.priceOf(HARBOUR), is(Optional.of(new ZonePrice(quote, false))));
  }

  private Map<String, Object> client() {
    return Map.of("bootstrap.servers", broker.bootstrapServers(), "metadata.max.age.ms", "1000");
  }

  private KafkaProducer<byte[], byte[]> producer(Map<String, Object> more) {
    Map<String, Object> config = new HashMap<>(client());
    config.putAll(more);
    return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
  }

  private void send(String topic, SurgeQuote quote) throws Exception {
    send(record(topic, quote));
  }

  private void send(ProducerRecord<byte[], byte[]> record) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer = producer(Map.of())) {
      producer.send(record).get();
    }
  }

  private static ProducerRecord<byte[], byte[]> record(String topic, SurgeQuote quote) {
    return new ProducerRecord<>(topic, key(quote), SurgeQuoteJson.encode(quote));
  }

  private static byte[] key(SurgeQuote quote) {
    return quote.zoneId().getBytes(StandardCharsets.UTF_8);
  }

  private static SurgeQuote quote(String zone, long windowEnd, QuoteTiming timing, long demand) {
    return new SurgeQuote(
        zone, demand, demand, 1, windowEnd - 30_000, windowEnd, timing, 0, windowEnd);
  }
}
