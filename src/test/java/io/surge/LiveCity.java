package io.surge;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.RecordMetadata;

/** A city that goes on, whatever becomes of the pipeline: events of now, a little out of order. */
final class LiveCity implements AutoCloseable {
  private static final int AT_ONCE = 10;
  private static final long EVERY_MILLIS = 20;
  private static final long MOST_DISORDER = 2_000;
  private static final int PEOPLE = 60;

  private record Sent(SentEvent event, Future<RecordMetadata> acknowledgement) {}

  private final CityTopics topics;
  private final Random random = new Random(1);
  private final Queue<Sent> sent = new ConcurrentLinkedQueue<>();
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private final Future<?> life;

  private LiveCity(CityTopics topics) {
    this.topics = topics;
    life = clock.scheduleAtFixedRate(this::live, 0, EVERY_MILLIS, TimeUnit.MILLISECONDS);
  }

  static LiveCity begin(CityTopics topics) {
    return new LiveCity(topics);
  }

  private void live() {
    long now = System.currentTimeMillis();
    for (int i = 0; i < AT_ONCE; i++) {
      SentEvent event = event(now - random.nextLong(MOST_DISORDER));
      sent.add(new Sent(event, topics.send(event, now)));
    }
  }

  private SentEvent event(long timestamp) {
    Place place = RandomTraffic.PLACES.get(random.nextInt(RandomTraffic.PLACES.size()));
    Boolean available = random.nextBoolean() ? null : Boolean.valueOf(random.nextInt(3) > 0);
    return new SentEvent("person-" + random.nextInt(PEOPLE), place, available, timestamp);
  }

  /** Ends it, and returns all that happened. */
  List<SentEvent> end() throws Exception {
    close();
    List<SentEvent> events = new ArrayList<>();
    for (Sent one : sent) {
      one.acknowledgement.get();
      events.add(one.event);
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
