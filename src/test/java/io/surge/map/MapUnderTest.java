package io.surge.map;

import io.surge.domain.SurgeQuote;
import io.surge.domain.ZoneGrid;
import io.surge.kafka.SurgeQuoteJson;
import io.surge.map.prices.QuoteTopic;
import io.surge.map.prices.QuoteTopics;
import io.surge.tools.EmbeddedBroker;
import java.net.BindException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A map on a free port, of a broker whose topics the test writes itself. */
final class MapUnderTest implements AutoCloseable {
  static final String LIVE = "surge-live";
  static final String FINAL = "surge-multipliers";
  static final String REQUESTS = "ride-requests";
  static final String UPDATES = "driver-updates";
  static final String DEAD_LETTERS = "surge-dead-letters";

  private final LiveMap map;
  private final KafkaProducer<byte[], byte[]> producer;

  private MapUnderTest(LiveMap map, KafkaProducer<byte[], byte[]> producer) {
    this.map = map;
    this.producer = producer;
  }

  static MapUnderTest of(EmbeddedBroker broker, ZoneGrid grid) throws BindException {
    return of(broker, grid, Duration.ofSeconds(5));
  }

  static MapUnderTest of(EmbeddedBroker broker, ZoneGrid grid, Duration windowSlide)
      throws BindException {
    Map<String, Object> kafka = Map.of("bootstrap.servers", broker.bootstrapServers());
    KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(kafka, new ByteArraySerializer(), new ByteArraySerializer());
    MapSettings settings =
        new MapSettings(
            kafka,
            new QuoteTopics(LIVE, FINAL),
            REQUESTS,
            UPDATES,
            DEAD_LETTERS,
            grid,
            windowSlide,
            1,
            5,
            "127.0.0.1",
            0,
            Optional.empty());
    return new MapUnderTest(LiveMap.start(settings), producer);
  }

  static void createTopics(EmbeddedBroker broker) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      List<NewTopic> topics =
          Stream.of(LIVE, FINAL, REQUESTS, UPDATES, DEAD_LETTERS)
              .map(name -> new NewTopic(name, 2, (short) 1))
              .toList();
      admin.createTopics(topics).all().get();
    }
  }

  void publish(QuoteTopic topic, SurgeQuote quote) {
    byte[] key = quote.zoneId().getBytes(StandardCharsets.UTF_8);
    String name = topic == QuoteTopic.LIVE ? LIVE : FINAL;
    Future<?> unused = producer.send(new ProducerRecord<>(name, key, SurgeQuoteJson.encode(quote)));
  }

  void send(ProducerRecord<byte[], byte[]> record) {
    Future<?> unused = producer.send(record);
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
