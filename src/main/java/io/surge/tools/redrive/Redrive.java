package io.surge.tools.redrive;

import io.surge.domain.InputRecord;
import io.surge.kafka.ClusterCheck;
import io.surge.kafka.KafkaConnection;
import io.surge.tools.ToolException;
import io.surge.tools.redrive.Letter.Identity;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Sends rejected records back to the topics that they came from, with their own keys and values.
 *
 * <ol>
 *   <li>A letter may lie in its topic more than once; its record is sent back once, as the headers
 *       identify it.
 *   <li>What a run has sent back, later runs leave. A run that breaks off does not count: the next
 *       one sends its records again.
 *   <li>A record that is sent back carries the time of sending as its timestamp: for the pipeline
 *       it comes in now. With a time of its own it could be deleted before it is read, and one that
 *       was rejected because its event time lay ahead would be rejected for ever.
 * </ol>
 */
public final class Redrive {
  private final KafkaConnection connection;
  private final String topic;
  private final Set<String> reasons;
  private final RedriveReport report = new RedriveReport();
  private final Set<Identity> dealtWith = new HashSet<>();
  private final Set<String> knownTopics = new HashSet<>();
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

  /**
   * @param topic the dead letters'
   * @param reasons codes of those to be sent back
   */
  public Redrive(KafkaConnection connection, String topic, Set<String> reasons) {
    this.connection = connection;
    this.topic = topic;
    this.reasons = Set.copyOf(reasons);
  }

  /**
   * Counts what would be sent back.
   *
   * @throws ToolException if Kafka does not answer
   */
  public RedriveReport rehearse() {
    return run(Optional.empty());
  }

  /**
   * Sends back all letters up to the topic's present end.
   *
   * @throws ToolException if Kafka does not answer or takes no more
   */
  public RedriveReport run() {
    try (Producer<byte[], byte[]> producer =
        new KafkaProducer<>(
            connection.clientProperties(), new ByteArraySerializer(), new ByteArraySerializer())) {
      return run(Optional.of(producer));
    }
  }

  private RedriveReport run(Optional<Producer<byte[], byte[]>> producer) {
    ClusterCheck.verify(connection, List.of(topic));
    Bookmarks bookmarks = new Bookmarks(connection, reasons);
    try (LetterTopic letters = new LetterTopic(connection, topic)) {
      letters.read(record -> remember(record, bookmarks));
      letters.read(record -> take(record, bookmarks, producer));
      producer.ifPresent(
          each -> {
            each.flush();
            throwFailure();
            bookmarks.moveTo(letters.end());
          });
    }
    return report;
  }

  private void remember(ConsumerRecord<byte[], byte[]> record, Bookmarks bookmarks) {
    Letter.read(record)
        .filter(letter -> isBefore(bookmarks, letter, record))
        .ifPresent(letter -> dealtWith.add(letter.identity()));
  }

  private void take(
      ConsumerRecord<byte[], byte[]> record,
      Bookmarks bookmarks,
      Optional<Producer<byte[], byte[]>> producer) {
    Optional<Letter> read = Letter.read(record);
    if (read.isEmpty()) {
      report.addStranger();
      return;
    }
    Letter letter = read.get();
    boolean before = isBefore(bookmarks, letter, record);
    boolean due = reasons.contains(letter.reason()) && dealtWith.add(letter.identity());
    report.add(letter.reason(), 1, before ? 1 : 0, due ? 1 : 0);
    if (due) {
      producer.ifPresent(each -> send(each, letter.origin()));
    }
  }

  private static boolean isBefore(
      Bookmarks bookmarks, Letter letter, ConsumerRecord<byte[], byte[]> record) {
    return bookmarks.isBefore(
        letter.reason(), new TopicPartition(record.topic(), record.partition()), record.offset());
  }

  @SuppressWarnings("FutureReturnValueIgnored") // the callback hears of a failure
  private void send(Producer<byte[], byte[]> producer, InputRecord origin) {
    throwFailure();
    if (knownTopics.add(origin.topic())) {
      ClusterCheck.verify(connection, List.of(origin.topic()));
    }
    producer.send(
        new ProducerRecord<>(origin.topic(), origin.key(), origin.value()),
        (metadata, exception) -> failure.compareAndSet(null, exception));
  }

  private void throwFailure() {
    Exception exception = failure.get();
    if (exception != null) {
      throw new ToolException("Kafka takes no more records: " + exception.getMessage(), exception);
    }
  }
}
