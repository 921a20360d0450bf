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
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Kafka's own stand-in for a producer, because a real broker acknowledges when it likes. */
@Timeout(30)
final class InFlightTest {
  private static final ProducerRecord<byte[], byte[]> RECORD =
      new ProducerRecord<>("quotes", new byte[] {1});

  private final MockProducer<byte[], byte[]> producer =
      new MockProducer<>(false, new ByteArraySerializer(), new ByteArraySerializer());
  private final InFlight inFlight = new InFlight();

  @Test
  void nothingOnItsWayIsNotWaitedFor() throws Exception {
    inFlight.awaitAcknowledgement();
  }

  @Test
  void waitsForTheLastAcknowledgement() throws Exception {
    inFlight.send(RECORD, producer);
    inFlight.send(RECORD, producer);
    producer.completeNext();
    List<String> story = new ArrayList<>();
    Thread waiting = waiting(story);
    assertThat(story, is(empty()));

    synchronized (story) {
      story.add("acknowledged");
      producer.completeNext();
    }
    waiting.join();
    assertThat(story, contains("acknowledged", "waited"));
  }

  /** A thread that has begun to wait, or has wrongly not waited. */
  private Thread waiting(List<String> story) {
    Thread thread =
        new Thread(
            () -> {
              try {
                inFlight.awaitAcknowledgement();
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
  void whatCannotBeDeliveredFailsTheBundle() {
    inFlight.send(RECORD, producer);
    inFlight.send(RECORD, producer);
    producer.errorNext(new TimeoutException("too long on its way"));
    producer.completeNext();
    IOException failed = assertThrows(IOException.class, inFlight::awaitAcknowledgement);
    assertThat(failed.getMessage(), is("Kafka has not taken a record: too long on its way"));
  }

  @Test
  void nothingLeavesTheProcessBeforeItHasArrived() {
    inFlight.send(RECORD, producer);
    producer.errorNext(new TimeoutException("too long on its way"));
    assertThrows(
        IOException.class, () -> new InFlightCoder().encode(inFlight, new ByteArrayOutputStream()));
  }
}
