package io.surge.map;

import io.surge.domain.SurgeQuote;
import io.surge.kafka.SurgeQuoteJson;
import io.surge.tools.EmbeddedBroker;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Everything that the pipeline has published so far, read without any of the map's code. */
final class PublishedQuotes implements AutoCloseable {

  /** What a page shows of a quote. */
  record Shown(String zone, double multiplier, long demand, long supply) {}

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Set<Shown> all = new HashSet<>();

  private PublishedQuotes(KafkaConsumer<byte[], byte[]> consumer) {
    this.consumer = consumer;
  }

  static PublishedQuotes of(EmbeddedBroker broker) {
    KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                broker.bootstrapServers(),
                "isolation.level",
                "read_committed"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        List.of(MapUnderTest.LIVE, MapUnderTest.FINAL).stream()
            .flatMap(topic -> consumer.partitionsFor(topic).stream())
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    return new PublishedQuotes(consumer);
  }

  Set<Shown> all() {
    consumer
        .poll(Duration.ofMillis(100))
        .forEach(
            record -> {
              SurgeQuote quote = SurgeQuoteJson.decode(record.value());
              all.add(
                  new Shown(quote.zoneId(), quote.multiplier(), quote.demand(), quote.supply()));
            });
    return all;
  }

  @Override
  public void close() {
    consumer.close();
  }
}
