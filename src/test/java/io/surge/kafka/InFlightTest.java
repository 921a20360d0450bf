package io.surge.kafka;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Kafka's own stand-in for a producer, because a real broker acknowledges when it likes. */
@Timeout(30)
final class InFlightTest {
  private static final ProducerRecord<byte[], byte[]> RECORD =
      new ProducerRecord<>("quotes", new byte[] {1});

  private final List<String> story = new ArrayList<>();
  private final MockProducer<byte[], byte[]> producer =
      new MockProducer<>(false, new ByteArraySerializer(), new ByteArraySerializer()) {
        @Override
        public synchronized void flush() {
          story.add("flushed");
          super.flush();
        }
      };
  private final InFlight inFlight = new InFlight(producer);

  /** The stand-in's own flush acknowledges; Kafka's waits until somebody does. */
  private final MockProducer<byte[], byte[]> patient =
      new MockProducer<>(false, new ByteArraySerializer(), new ByteArraySerializer()) {
        @Override
        public synchronized void flush() {
          while (!flushed()) {
            try {
              wait();
            } catch (InterruptedException e) {
              throw new InterruptException(e);
            }
          }
        }

        @Override
        public synchronized boolean completeNext() {
          boolean completed = super.completeNext();
          notifyAll();
          return completed;
        }
      };

  @Test
  void nothingOnItsWayIsNotWaitedFor() throws Exception {
    inFlight.awaitAcknowledgement();
    assertThat(story, is(empty()));
  }

  @Test
  void waitsForWhatIsOnItsWay() throws Exception {
    inFlight.send(RECORD);
    inFlight.send(RECORD);
    inFlight.awaitAcknowledgement();
    assertThat(story, contains("flushed"));
    assertThat(producer.flushed(), is(true));

    inFlight.awaitAcknowledgement();
    assertThat(story, contains("flushed"));
  }

  @Test
  void waitsForTheLastAcknowledgement() throws Exception {
    InFlight sent = new InFlight(patient);
    sent.send(RECORD);
    sent.send(RECORD);
    patient.completeNext();
    Thread waiting = waiting(sent);
    assertThat(story, is(empty()));

    synchronized (story) {
      story.add("acknowledged");
      patient.completeNext();
    }
    waiting.join();
    assertThat(story, contains("acknowledged", "waited"));
  }

  /** A thread that has begun to wait, or has wrongly not waited. */
  private Thread waiting(InFlight sent) {
    Thread thread =
        new Thread(
            () -> {
              try {
                sent.awaitAcknowledgement();
              } catch (IOException e) {
                throw new AssertionError(e);
              }
              synchronized (story) {
                story.add("waited");
              }
            });
    thread.start();
    while (thread.isAlive() && thread.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    return thread;
  }

  @Test
  void isHandedOnOnlyWhereNobodyIsAboutToWait() throws Exception {
    assertThat(inFlight.mustBeHandedOn(), is(false));
    inFlight.send(RECORD);
    assertThat(inFlight.mustBeHandedOn(), is(true));
    inFlight.send(RECORD);
    assertThat(inFlight.mustBeHandedOn(), is(false));

    inFlight.awaitAcknowledgement();
    assertThat(inFlight.mustBeHandedOn(), is(false));
    inFlight.send(RECORD);
    assertThat(inFlight.mustBeHandedOn(), is(true));
  }

  @Test
  void whatCannotBeDeliveredFailsTheBundle() {
    inFlight.send(RECORD);
    inFlight.send(RECORD);
    producer.errorNext(new TimeoutException("too long on its way"));
    producer.completeNext();
    IOException failed = assertThrows(IOException.class, inFlight::awaitAcknowledgement);
    assertThat(failed.getMessage(), is("Kafka has not taken a record: too long on its way"));
  }

  @Test
  void nothingLeavesTheProcessBeforeItHasArrived() {
    inFlight.send(RECORD);
    producer.errorNext(new TimeoutException("too long on its way"));
    assertThrows(
        IOException.class, () -> new InFlightCoder().encode(inFlight, new ByteArrayOutputStream()));
  }
}
