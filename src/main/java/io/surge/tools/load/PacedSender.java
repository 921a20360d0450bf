package io.surge.tools.load;

import io.surge.kafka.KafkaConnection;
import io.surge.tools.StopSignal;
import io.surge.tools.ToolException;
import io.surge.tools.TopicNames;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Sends records when they are due, in their order, each once. What Kafka takes late, because it is
 * slow or away for up to two minutes, is sent late.
 */
public final class PacedSender implements AutoCloseable {
  private static final Map<String, String> IN_LARGE_BATCHES =
      Map.of(
          "linger.ms", "5",
          "batch.size", "131072",
          "buffer.memory", "67108864",
          "compression.type", "lz4",
          "max.block.ms", "120000");

  private final TopicNames names;
  private final Producer<byte[], byte[]> producer;
  private final SendCounts counts = new SendCounts();
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

  public PacedSender(KafkaConnection connection, TopicNames names) {
    this.names = names;
    Map<String, Object> settings = new HashMap<>(IN_LARGE_BATCHES);
    settings.putAll(connection.clientProperties());
    this.producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  public SendCounts counts() {
    return counts;
  }

  /**
   * Sends until there is no more, or until asked to stop, and waits for what is on its way.
   *
   * @throws ToolException if Kafka no longer takes records
   */
  public void send(Iterator<TimedRecord> records, Pace pace, StopSignal stop)
      throws InterruptedException {
    long now = System.currentTimeMillis();
    while (records.hasNext() && !stop.isRaised()) {
      TimedRecord record = records.next();
      long due = pace.due(record.at());
      while (now < due && !stop.isRaised()) {
        stop.await(Duration.ofMillis(due - now));
        now = System.currentTimeMillis();
      }
      send(record);
    }
    producer.flush();
    throwFailure();
  }

  @SuppressWarnings("FutureReturnValueIgnored") // the callback hears of a failure
  private void send(TimedRecord record) {
    throwFailure();
    try {
      producer.send(
          new ProducerRecord<>(
              names.of(record.topic()), null, record.timestamp(), record.key(), record.value()),
          (metadata, exception) -> {
            if (exception == null) {
              counts.add(record.topic());
            } else {
              failure.compareAndSet(null, exception);
            }
          });
    } catch (KafkaException e) {
      failure.compareAndSet(null, e);
      throwFailure();
    }
  }

  private void throwFailure() {
    Exception exception = failure.get();
    if (exception != null) {
      throw new ToolException("Kafka takes no more records: " + exception.getMessage(), exception);
    }
  }

  /** Lets go of the connection, without waiting for what is on its way. */
  @Override
  public void close() {
    producer.close(Duration.ZERO);
  }
}
