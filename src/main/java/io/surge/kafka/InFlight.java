package io.surge.kafka;

import java.io.IOException;
import java.io.InterruptedIOException;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.InterruptException;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Records on their way to Kafka: all that one sender has sent and Kafka not yet acknowledged.
 * Whoever waits for it waits also for what is sent meanwhile, so it need be handed on only where
 * nobody is about to wait.
 */
final class InFlight implements Callback {
  private final @Nullable Producer<byte[], byte[]> producer;
  private boolean sent;
  private boolean handedOn;
  private @Nullable Exception failure;

  /**
   * @param producer null where nothing is on its way and nothing will be
   */
  InFlight(@Nullable Producer<byte[], byte[]> producer) {
    this.producer = producer;
  }

  void send(ProducerRecord<byte[], byte[]> record) {
    synchronized (this) {
      sent = true;
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
  }

  /** Whether somebody must be found to wait; from then on the caller's word that there is one. */
  synchronized boolean mustBeHandedOn() {
    boolean must = sent && !handedOn;
    handedOn |= must;
    return must;
  }

  /**
   * Waits until all are acknowledged by all replicas in sync.
   *
   * @throws IOException if one of them cannot be delivered
   */
  void awaitAcknowledgement() throws IOException {
    synchronized (this) {
      if (!sent) {
        return;
      }
      sent = false;
      handedOn = false;
    }
    try {
      producer.flush();
    } catch (InterruptException e) {
      throw new InterruptedIOException("while records were on their way to Kafka");
    }
    synchronized (this) {
      if (failure != null) {
        throw new IOException("Kafka has not taken a record: " + failure.getMessage(), failure);
      }
    }
  }
}
