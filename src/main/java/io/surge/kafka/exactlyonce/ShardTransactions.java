package io.surge.kafka.exactlyonce;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * The Kafka side of one shard: a transactional producer, and the committed number. Any exception
 * ends it; what an unfinished transaction has sent is never seen by {@code read_committed}.
 */
final class ShardTransactions implements AutoCloseable {
  private static final Duration LAST_WORD = Duration.ofSeconds(1);

  private final SinkSettings settings;
  private final String name;
  private final TopicPartition slot;
  private final KafkaProducer<byte[], byte[]> producer;

  private ShardTransactions(SinkSettings settings, int shard) {
    this.settings = settings;
    this.name = settings.name(shard);
    // Each shard has a consumer group, so the slot can be the one partition that every topic has.
    this.slot = new TopicPartition(settings.topic(), 0);
    this.producer = new KafkaProducer<>(settings.producer(shard));
  }

  /**
   * Shuts out every earlier writer of this shard: their open transactions are aborted, commits that
   * had begun are completed, and they get no further.
   */
  static ShardTransactions begin(SinkSettings settings, int shard) {
    ShardTransactions transactions = new ShardTransactions(settings, shard);
    try {
      transactions.producer.initTransactions();
      return transactions;
    } catch (RuntimeException e) {
      transactions.close();
      throw e;
    }
  }

  /** What the shard's transactions have committed so far. */
  Optional<Commitment> committed() throws InterruptedException {
    try (Admin admin = Admin.create(settings.admin())) {
      ListConsumerGroupOffsetsOptions settled =
          new ListConsumerGroupOffsetsOptions().requireStable(true);
      Map<TopicPartition, OffsetAndMetadata> offsets =
          admin.listConsumerGroupOffsets(name, settled).partitionsToOffsetAndMetadata().get();
      return Commitment.of(offsets.get(slot), name);
    } catch (ExecutionException e) {
      throw new KafkaException("cannot read what " + name + " has committed", e.getCause());
    }
  }

  /** Publishes the batches and that they are published: both or neither. */
  void commit(WriterId writer, List<NumberedBatch> batches) {
    long next = batches.get(batches.size() - 1).number() + 1;
    producer.beginTransaction();
    for (NumberedBatch numbered : batches) {
      for (ProducerRecord<byte[], byte[]> record : numbered.batch().records(settings.topic())) {
        // A record that cannot be sent makes the commit fail.
        Future<RecordMetadata> unused = producer.send(record);
      }
    }
    producer.sendOffsetsToTransaction(
        Map.of(slot, new Commitment(writer, next).toOffset()), new ConsumerGroupMetadata(name));
    producer.commitTransaction();
  }

  @Override
  public void close() {
    // An interrupt has ended the writer; it need not keep the producer from closing.
    boolean unused = Thread.interrupted();
    producer.close(LAST_WORD);
  }
}
