package io.surge;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import io.surge.HostileRecords.Hostile;
import io.surge.tools.EmbeddedBroker;
import io.surge.tools.EmbeddedFlink;
import io.surge.tools.TopicRole;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Nothing that a client sends stops the pipeline or moves its clock: among hostile records all good
 * ones are priced, and each hostile one is a dead letter, once and with its own bytes. {@code
 * -Dsurge.hostile=1000000} sends a million of them.
 */
@Timeout(3600)
final class HostileInputTest {
  private static final int HOSTILE = Integer.getInteger("surge.hostile", 20_000);
  private static final int HOSTILE_FOR_A_GOOD_ONE = 4;
  private static final int AT_A_TIME = 2_000;

  private static final long BEGIN = Instant.parse("2025-03-01T08:00:00Z").toEpochMilli();
  private static final long NOON = BEGIN + Duration.ofHours(4).toMillis();
  private static final long MORE_THAN_ALL_WINDOWS = Duration.ofMinutes(2).toMillis();
  private static final long MAX_OUT_OF_ORDERNESS = 5_000;
  private static final long BETWEEN_GOOD_ONES = 50;
  private static final Duration PATIENCE = Duration.ofMinutes(2).plusMillis(HOSTILE);
  private static final Place CLOCK_TOWER = new Place(10, 10);

  @TempDir Path directory;
  private final Random random = new Random(1);
  private final HostileRecords hostiles = new HostileRecords(1);
  private final List<SentEvent> accepted = new ArrayList<>();
  private final ExpectedLetters letters = ExpectedLetters.once();
  private EmbeddedBroker broker;
  private EmbeddedFlink flink;
  private CityTopics topics;
  private SurgeOptions options;
  private EmbeddedFlink.Job job;

  private record Sent(Hostile hostile, Future<RecordMetadata> acknowledgement) {}

  @BeforeEach
  void start() throws Exception {
    broker = EmbeddedBroker.startTemporary();
    flink = EmbeddedFlink.start(directory, Map.of());
    topics = CityTopics.create(broker, "hostile");
    options =
        SurgePipelines.options(flink, topics, "--delivery=at-least-once", "--idleTimeout=never");
    strikeTheHour(BEGIN);
    job = SurgePipelines.submit(flink, options);
  }

  @AfterEach
  void stop() throws Exception {
    job.cancel();
    topics.close();
    flink.close();
    broker.close();
  }

  @Test
  void neitherStopsThePipelineNorIsLost() throws Exception {
    try (TopicReader finals = topics.read(TopicRole.SURGE_MULTIPLIERS);
        TopicReader rejected = topics.read(TopicRole.SURGE_DEAD_LETTERS)) {
      strikeTheHour(NOON);
      // Once this is priced, it is certain that what comes from another century is too late.
      ExpectedQuotes morning = new ExpectedQuotes();
      morning.expect(SurgePipelines.answer(options, accepted, NOON - MAX_OUT_OF_ORDERNESS));
      morning.await(finals, PATIENCE);
      long startedAt = System.nanoTime();
      long evening = sendAll() + MORE_THAN_ALL_WINDOWS;
      strikeTheHour(evening);
      OrderedQuotes quotes = quotesUntil(evening - MAX_OUT_OF_ORDERNESS);
      try (TopicReader all = topics.read(TopicRole.SURGE_MULTIPLIERS)) {
        quotes.await(all, PATIENCE);
        letters.await(rejected, PATIENCE);
        Duration took = Duration.ofNanos(System.nanoTime() - startedAt);
        assertThat(job.failure(), is(""));
        job.cancel();

        all.pollToEnd(quotes::arrived);
        assertThat(quotes.differences(), is(empty()));
        rejected.pollToEnd(letters::arrived);
        assertThat(letters.differences(), is(empty()));
        System.out.printf(
            "Hostile records %d, good ones %d, final quotes %d, in %s%n",
            letters.count(), accepted.size(), quotes.count(), took);
      }
    }
  }

  private void strikeTheHour(long time) throws Exception {
    accepted.addAll(topics.sendToEachPartition(CLOCK_TOWER, time));
  }

  private OrderedQuotes quotesUntil(long watermark) {
    PunctualOracle oracle = PunctualOracle.answer(SurgeConfiguration.of(options).surge(), accepted);
    return new OrderedQuotes(oracle, watermark, quote -> {});
  }

  /** Returns a time that none of the good ones is behind. */
  private long sendAll() throws Exception {
    List<Sent> unconfirmed = new ArrayList<>();
    long time = NOON;
    for (int i = 0; i < HOSTILE; i++) {
      if (i % HOSTILE_FOR_A_GOOD_ONE == 0) {
        time += BETWEEN_GOOD_ONES;
        sendGood(time);
      }
      Hostile hostile = hostiles.next(time);
      unconfirmed.add(
          new Sent(
              hostile,
              topics.send(
                  hostile.topic(),
                  null,
                  hostile.recordTimestamp(),
                  hostile.key(),
                  hostile.value())));
      if (unconfirmed.size() == AT_A_TIME) {
        confirm(unconfirmed);
      }
    }
    confirm(unconfirmed);
    return time;
  }

  /** Somebody in the city or, now and then, anywhere on earth. */
  private void sendGood(long time) {
    long timestamp = time - random.nextLong(MAX_OUT_OF_ORDERNESS);
    String id = "person-" + random.nextInt(500);
    Boolean available = random.nextBoolean() ? null : Boolean.valueOf(random.nextBoolean());
    Place place =
        random.nextInt(20) == 0
            ? new Place(random.nextDouble(-90, 90), random.nextDouble(-180, 180))
            : RandomTraffic.PLACES.get(random.nextInt(RandomTraffic.PLACES.size()));
    SentEvent event = new SentEvent(id, place, available, timestamp);
    accepted.add(event);
    // A lost one would be missed among the quotes.
    Future<RecordMetadata> unused = topics.send(event, timestamp);
  }

  private void confirm(List<Sent> unconfirmed) throws Exception {
    topics.flush();
    for (Sent sent : unconfirmed) {
      Hostile hostile = sent.hostile;
      letters.expect(sent.acknowledgement, hostile.key(), hostile.value(), hostile.reason());
    }
    unconfirmed.clear();
  }
}
