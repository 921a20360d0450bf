package io.surge.kafka;

import io.surge.domain.SurgeQuote;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.io.kafka.KafkaIO;
import org.apache.beam.sdk.io.kafka.ProducerRecordCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PDone;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes quotes to a topic, keyed by zone id.
 *
 * <p>At least once: each is acknowledged by all replicas in sync before the checkpoint that covers
 * it completes, and those of a zone keep their order. A crash may repeat some.
 *
 * <p>With KafkaIO's transactions: each is visible once to {@code read_committed} consumers. On
 * Flink, KafkaIO commits one transaction a quote, and spreads the quotes of a zone over its shards
 * without keeping their order.
 */
public final class WriteQuotes extends PTransform<PCollection<SurgeQuote>, PDone> {
  private static final long serialVersionUID = 1;
  private static final Logger LOG = LoggerFactory.getLogger(WriteQuotes.class);

  private final KafkaConnection connection;
  private final String topic;
  private final @Nullable Transactions transactions;

  private record Transactions(int shards, String groupId) implements Serializable {}

  private WriteQuotes(
      KafkaConnection connection, String topic, @Nullable Transactions transactions) {
    this.connection = connection;
    this.topic = topic;
    this.transactions = transactions;
  }

  public static WriteQuotes atLeastOnce(KafkaConnection connection, String topic) {
    return new WriteQuotes(connection, topic, null);
  }

  /**
   * Writes by KafkaIO's exactly-once sink.
   *
   * @param shards how many producers write, each with transactions of its own
   * @param groupId under which Kafka keeps what is committed; a job that starts fresh needs a new
   *     one
   */
  public static WriteQuotes withKafkaIoTransactions(
      KafkaConnection connection, String topic, int shards, String groupId) {
    return new WriteQuotes(connection, topic, new Transactions(shards, groupId));
  }

  @Override
  public PDone expand(PCollection<SurgeQuote> quotes) {
    KafkaIO.WriteRecords<byte[], byte[]> write = KafkaWrites.records(connection).withTopic(topic);
    if (transactions != null) {
      LOG.warn("--delivery=kafkaio-eos carries tens of quotes a second on Flink");
      write =
          write
              .withEOS(transactions.shards(), transactions.groupId())
              .withConsumerFactoryFn(new MetadataConsumers(connection));
    }
    return quotes
        .apply("Encode", ParDo.of(new Encode(topic)))
        .setCoder(ProducerRecordCoder.of(ByteArrayCoder.of(), ByteArrayCoder.of()))
        .apply("Send", write);
  }

  private static final class Encode extends DoFn<SurgeQuote, ProducerRecord<byte[], byte[]>> {
    private static final long serialVersionUID = 1;
    private final String topic;

    Encode(String topic) {
      this.topic = topic;
    }

    @ProcessElement
    public void encode(
        @Element SurgeQuote quote, OutputReceiver<ProducerRecord<byte[], byte[]>> output) {
      output.output(recordOf(quote, topic));
    }
  }

  /** The record that publishes a quote: every sink writes the same. */
  static ProducerRecord<byte[], byte[]> recordOf(SurgeQuote quote, String topic) {
    byte[] key = quote.zoneId().getBytes(StandardCharsets.UTF_8);
    return new ProducerRecord<>(topic, key, SurgeQuoteJson.encode(quote));
  }
}
