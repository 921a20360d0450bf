package io.surge.kafka;

import java.io.IOException;
import java.io.InterruptedIOException;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Records on their way to Kafka. */
final class InFlight implements Callback {
  private int unacknowledged;
  private @Nullable Exception failure;

  void send(ProducerRecord<byte[], byte[]> record, Producer<byte[], byte[]> producer) {
    synchronized (this) {
      unacknowledged++;
    }
    // Its outcome comes to the callback.
    var unused = producer.send(record, this);
  }

  @Override
  public synchronized void onCompletion(
      @Nullable RecordMetadata metadata, @Nullable Exception exception) {
    if (exception != null) {
      failure = exception;
    }
    unacknowledged--;
    if (unacknowledged == 0) {
      notifyAll();
    }
  }

  /**
   * Waits until all are acknowledged by all replicas in sync.
   *
   * @throws IOException if one of them cannot be delivered
   */
  synchronized void awaitAcknowledgement() throws IOException {
    try {
      while (unacknowledged > 0) {
        wait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("while records were on their way to Kafka");
    }
    if (failure != null) {
      throw new IOException("Kafka has not taken a record: " + failure.getMessage(), failure);
    }
  }
}
