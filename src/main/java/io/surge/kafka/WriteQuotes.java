package io.surge.kafka;

import io.surge.domain.QuoteTiming;
import io.surge.domain.SurgeQuote;
import io.surge.kafka.exactlyonce.WriteExactlyOnce;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.IterableCoder;
import org.apache.beam.sdk.io.kafka.ProducerRecordCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PDone;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes batches of quotes to a topic, each quote keyed by its zone id.
 *
 * <p>At least once: each is acknowledged by all replicas in sync before the checkpoint that covers
 * it completes, and those of a zone keep their order. A crash may repeat some.
 *
 * <p>Exactly once: each is visible once to {@code read_committed} consumers, when the checkpoint
 * that covers it is complete, and those of a zone keep their order.
 *
 * <p>With KafkaIO's transactions: each is visible once to {@code read_committed} consumers. On
 * Flink, KafkaIO commits one transaction a quote, and spreads the quotes of a zone over its shards
 * without keeping their order.
 */
public final class WriteQuotes extends PTransform<PCollection<Iterable<SurgeQuote>>, PDone> {
  private static final long serialVersionUID = 1;
  private static final Logger LOG = LoggerFactory.getLogger(WriteQuotes.class);

  private final String topic;
  private final PTransform<PCollection<Iterable<ProducerRecord<byte[], byte[]>>>, PDone> send;

  private WriteQuotes(
      String topic, PTransform<PCollection<Iterable<ProducerRecord<byte[], byte[]>>>, PDone> send) {
    this.topic = topic;
    this.send = send;
  }

  /** Writes as quotes come: the lowest latency. */
  public static WriteQuotes atLeastOnce(KafkaConnection connection, String topic) {
    return new WriteQuotes(topic, new WriteAtLeastOnce(connection));
  }

  /**
   * Writes with each checkpoint what came before it, see {@link WriteExactlyOnce}.
   *
   * @param group names this sink for Kafka
   * @param shards how many producers write, each with transactions of its own
   */
  public static WriteQuotes exactlyOnce(
      KafkaConnection connection, String topic, String group, int shards) {
    return new WriteQuotes(
        topic, WriteExactlyOnce.of(topic, group, shards, connection::clientProperties).batches());
  }

  /**
   * Writes by KafkaIO's exactly-once sink.
   *
   * @param group under which Kafka keeps what is committed; a job that starts fresh needs a new one
   * @param shards how many producers write, each with transactions of its own
   */
  public static WriteQuotes withKafkaIoTransactions(
      KafkaConnection connection, String topic, String group, int shards) {
    LOG.warn("--delivery=kafkaio-eos carries tens of quotes a second on Flink");
    return new WriteQuotes(
        topic,
        new OneByOne(
            KafkaWrites.records(connection)
                .withTopic(topic)
                .withEOS(shards, group)
                .withConsumerFactoryFn(new MetadataConsumers(connection))));
  }

  @Override
  public PDone expand(PCollection<Iterable<SurgeQuote>> quotes) {
    return quotes
        .apply("Encode", ParDo.of(new Encode(topic)))
        .setCoder(
            IterableCoder.of(ProducerRecordCoder.of(ByteArrayCoder.of(), ByteArrayCoder.of())))
        .apply("Send", send);
  }

  private static final class Encode
      extends DoFn<Iterable<SurgeQuote>, Iterable<ProducerRecord<byte[], byte[]>>> {
    private static final long serialVersionUID = 1;
    private final String topic;
    private final KindCounters<QuoteTiming> written =
        new KindCounters<>("quotes", QuoteTiming.class);

    Encode(String topic) {
      this.topic = topic;
    }

    @ProcessElement
    public void encode(
        @Element Iterable<SurgeQuote> quotes,
        OutputReceiver<Iterable<ProducerRecord<byte[], byte[]>>> output) {
      List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
      for (SurgeQuote quote : quotes) {
        records.add(recordOf(quote, topic));
        written.count(quote.timing());
      }
      output.output(records);
    }

    @FinishBundle
    public void finishBundle() {
      written.tell();
    }
  }

  /** KafkaIO's sink takes records, each by itself. */
  private static final class OneByOne
      extends PTransform<PCollection<Iterable<ProducerRecord<byte[], byte[]>>>, PDone> {
    private static final long serialVersionUID = 1;
    private final PTransform<PCollection<ProducerRecord<byte[], byte[]>>, PDone> sink;

    OneByOne(PTransform<PCollection<ProducerRecord<byte[], byte[]>>, PDone> sink) {
      this.sink = sink;
    }

    @Override
    public PDone expand(PCollection<Iterable<ProducerRecord<byte[], byte[]>>> batches) {
      return batches.apply("OneByOne", Flatten.iterables()).apply("KafkaIO", sink);
    }
  }

  /** The record that publishes a quote: every sink writes the same. */
  static ProducerRecord<byte[], byte[]> recordOf(SurgeQuote quote, String topic) {
    byte[] key = quote.zoneId().getBytes(StandardCharsets.UTF_8);
    return new ProducerRecord<>(topic, key, SurgeQuoteJson.encode(quote));
  }
}
