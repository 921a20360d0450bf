package io.surge.map;

import static org.hamcrest.Matchers.is;

import io.surge.domain.SurgeQuote;
import io.surge.domain.ZoneGrid;
import io.surge.kafka.SurgeQuoteJson;
import io.surge.map.prices.QuoteTopic;
import io.surge.map.prices.QuoteTopics;
import io.surge.testing.Await;
import io.surge.tools.EmbeddedBroker;
import java.net.BindException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A map on a free port, of a broker whose topics the test writes itself. */
final class MapUnderTest implements AutoCloseable {
  static final String LIVE = "surge-live";
  static final String FINAL = "surge-multipliers";
  static final String REQUESTS = "ride-requests";
  static final String UPDATES = "driver-updates";
  static final String DEAD_LETTERS = "surge-dead-letters";

  private static final AtomicInteger APART = new AtomicInteger();

  private final LiveMap map;
  private final KafkaProducer<byte[], byte[]> producer;
  private final String suffix;

  private MapUnderTest(LiveMap map, KafkaProducer<byte[], byte[]> producer, String suffix) {
    this.map = map;
    this.producer = producer;
    this.suffix = suffix;
  }

  /** A map of the topics that a pipeline has by default. They must be there. */
  static MapUnderTest of(EmbeddedBroker broker, ZoneGrid grid) throws BindException {
    return of(broker, grid, Duration.ofSeconds(5), "", Optional.empty());
  }

  /** A map of new topics: what other tests published, also for windows to come, is not on it. */
  static MapUnderTest apart(
      EmbeddedBroker broker, ZoneGrid grid, Duration windowSlide, Optional<MapTiles> tiles)
      throws Exception {
    String suffix = "-" + APART.incrementAndGet();
    createTopics(broker, suffix);
    return of(broker, grid, windowSlide, suffix, tiles);
  }

  private static MapUnderTest of(
      EmbeddedBroker broker,
      ZoneGrid grid,
      Duration windowSlide,
      String suffix,
      Optional<MapTiles> tiles)
      throws BindException {
    Map<String, Object> kafka = Map.of("bootstrap.servers", broker.bootstrapServers());
    KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(kafka, new ByteArraySerializer(), new ByteArraySerializer());
    MapSettings settings =
        new MapSettings(
            kafka,
            new QuoteTopics(LIVE + suffix, FINAL + suffix),
            REQUESTS + suffix,
            UPDATES + suffix,
            DEAD_LETTERS + suffix,
            grid,
            windowSlide,
            1,
            5,
            "127.0.0.1",
            0,
            tiles);
    return new MapUnderTest(LiveMap.start(settings), producer, suffix);
  }

  /** Returns when clients can see them, which is a little after their creation. */
  private static void createTopics(EmbeddedBroker broker, String suffix) throws Exception {
    List<String> names =
        Stream.of(LIVE, FINAL, REQUESTS, UPDATES, DEAD_LETTERS).map(name -> name + suffix).toList();
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      List<NewTopic> topics = names.stream().map(name -> new NewTopic(name, 2, (short) 1)).toList();
      admin.createTopics(topics).all().get();
      Await.until(() -> admin.listTopics().names().get().containsAll(names), is(true));
    }
  }

  void publish(QuoteTopic topic, SurgeQuote quote) {
    byte[] key = quote.zoneId().getBytes(StandardCharsets.UTF_8);
    String name = topic == QuoteTopic.LIVE ? LIVE : FINAL;
    send(name, key, SurgeQuoteJson.encode(quote));
  }

  /** Sends a record that has the key and value given to the one of the map's topics so named. */
  void send(String topic, byte[] key, byte[] value, Header... headers) {
    Future<?> unused =
        producer.send(new ProducerRecord<>(topic + suffix, null, key, value, List.of(headers)));
  }

  void flush() {
    producer.flush();
  }

  String url() {
    return map.url();
  }

  @Override
  public void close() {
    producer.close();
    map.close();
  }
}
