package io.surge;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.RecordMetadata;

/** A city that goes on, 500 records a second, whatever becomes of the pipeline or of Kafka. */
final class LiveCity implements AutoCloseable {
  private static final int AT_ONCE = 10;
  private static final long EVERY_MILLIS = 20;

  private record Sent(Posting posting, Future<RecordMetadata> acknowledgement) {}

  private final CityTopics topics;
  private final CityTraffic traffic;
  private final Queue<Sent> sent = new ConcurrentLinkedQueue<>();
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private final Future<?> life;

  private LiveCity(CityTopics topics, CityTraffic traffic) {
    this.topics = topics;
    this.traffic = traffic;
    life = clock.scheduleAtFixedRate(this::live, 0, EVERY_MILLIS, TimeUnit.MILLISECONDS);
  }

  static LiveCity begin(CityTopics topics, CityTraffic traffic) {
    return new LiveCity(topics, traffic);
  }

  private void live() {
    long now = System.currentTimeMillis();
    for (int i = 0; i < AT_ONCE; i++) {
      Posting posting = traffic.next(now);
      sent.add(
          new Sent(
              posting,
              topics.send(
                  posting.topic(),
                  null,
                  posting.recordTimestamp(),
                  posting.key(),
                  posting.value())));
    }
  }

  /**
   * Ends it, and returns all events that count.
   *
   * @param letters learns of all that must be rejected
   */
  List<SentEvent> end(ExpectedLetters letters) throws Exception {
    if (life.isDone()) {
      life.get();
    }
    close();
    List<SentEvent> events = new ArrayList<>();
    for (Sent one : sent) {
      Posting posting = one.posting;
      one.acknowledgement.get();
      if (posting.counts() != null) {
        events.add(posting.counts());
      } else if (posting.rejection() != null) {
        letters.expect(one.acknowledgement, posting.key(), posting.value(), posting.rejection());
      }
    }
    return events;
  }

  @Override
  public void close() {
    life.cancel(false);
    clock.shutdown();
    try {
      clock.awaitTermination(1, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    topics.flush();
  }
}
