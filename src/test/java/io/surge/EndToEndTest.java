package io.surge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import io.surge.RandomTraffic.Sending;
import io.surge.domain.RejectionReason;
import io.surge.domain.SurgeQuote;
import io.surge.tools.EmbeddedBroker;
import io.surge.tools.EmbeddedFlink;
import io.surge.tools.TopicRole;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The whole pipeline, from topics to topics, on a real broker and a real Flink, against {@link
 * SurgeOracle}. No event of the streams falls behind the watermark but those that are too late
 * beyond doubt, so the final quotes are a pure function of what was sent.
 */
@Timeout(300)
final class EndToEndTest {
  private static final long MINUTE = 60_000;
  private static final long MORNING = Instant.parse("2025-03-01T08:00:00Z").toEpochMilli();
  private static final long NOON = MORNING + 6 * MINUTE;
  private static final long EVENING = NOON + 6 * MINUTE;
  private static final long MAX_OUT_OF_ORDERNESS = 5_000;
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int EVENTS = 800;
  private static final Place CLOCK_TOWER = new Place(10, 10);

  @TempDir static Path directory;
  private static EmbeddedBroker broker;
  private static EmbeddedFlink flink;

  private final List<SentEvent> accepted = new ArrayList<>();
  private final ExpectedQuotes quotes = new ExpectedQuotes();
  private final ExpectedLetters letters = ExpectedLetters.once();
  private CityTopics topics;
  private SurgeOptions options;
  private EmbeddedFlink.Job job;

  @BeforeAll
  static void start() throws Exception {
    broker = EmbeddedBroker.startTemporary();
    flink = EmbeddedFlink.start(directory, Map.of());
  }

  @AfterAll
  static void stop() {
    flink.close();
    broker.close();
  }

  @AfterEach
  void clear() throws Exception {
    job.cancel();
    topics.close();
  }

  @ParameterizedTest
  @CsvSource({"at-least-once, sliced", "exactly-once, sliced", "at-least-once, beam"})
  void finalQuotesAreTheOraclesAndLiveOnesLeadToThem(String delivery, String windowing)
      throws Exception {
    run(delivery, windowing);
    try (TopicReader finals = topics.read(TopicRole.SURGE_MULTIPLIERS);
        TopicReader rejected = topics.read(TopicRole.SURGE_DEAD_LETTERS);
        TopicReader live = topics.read(TopicRole.SURGE_LIVE)) {
      List<SurgeQuote> answer = liveThroughTheDay(finals);
      letters.await(rejected, PATIENCE);
      assertThat(job.failure(), is(""));
      job.cancel();

      finals.pollToEnd(quotes::arrived);
      assertThat(quotes.differences(), is(empty()));
      rejected.pollToEnd(letters::arrived);
      assertThat(letters.differences(), is(empty()));
      assertThat(LiveRules.violations(live, answer, CLOCK_TOWER.id()), is(empty()));
    }
  }

  private void run(String delivery, String windowing) throws Exception {
    topics = CityTopics.create(broker, delivery + "." + windowing);
    options =
        SurgePipelines.options(
            flink,
            topics,
            "--delivery=" + delivery,
            "--windowing=" + windowing,
            "--checkpointingInterval=500",
            "--idleTimeout=never");
    // Each partition holds something from the beginning: none is left out for being empty.
    strikeTheHour(MORNING);
    job = SurgePipelines.submit(flink, options);
  }

  /** Returns what the oracle says of it all. */
  private List<SurgeQuote> liveThroughTheDay(TopicReader finals) throws Exception {
    send(RandomTraffic.of(1, MORNING, 4 * MINUTE, EVENTS));
    strikeTheHour(NOON);
    List<SurgeQuote> morning = answerUntil(NOON);
    quotes.expect(morning);
    quotes.await(finals, PATIENCE);

    sendWhatHasLongPassed();
    send(RandomTraffic.of(2, NOON, 4 * MINUTE, EVENTS));
    strikeTheHour(EVENING);
    List<SurgeQuote> day = answerUntil(EVENING);
    quotes.expect(day.subList(morning.size(), day.size()));
    quotes.await(finals, PATIENCE);
    return day;
  }

  /** Closes the windows of what was sent before, in every partition and in a place of its own. */
  private void strikeTheHour(long time) throws Exception {
    accepted.addAll(topics.sendToEachPartition(CLOCK_TOWER, time));
  }

  private List<SurgeQuote> answerUntil(long hour) {
    return SurgePipelines.answer(options, accepted, hour - MAX_OUT_OF_ORDERNESS);
  }

  private void send(List<Sending> traffic) throws Exception {
    for (Sending sending : traffic) {
      topics.send(sending.event(), sending.recordTimestamp()).get();
      accepted.add(sending.event());
      if (accepted.size() % 50 == 0) {
        sendBroken(sending.recordTimestamp());
      }
    }
    topics.flush();
  }

  private void sendBroken(long time) throws Exception {
    SentEvent tooFarAhead = new SentEvent("dreamer", CLOCK_TOWER, null, time + MINUTE + 1);
    reject(tooFarAhead.json(), time, RejectionReason.FUTURE_TIMESTAMP);
    SentEvent nowhere = new SentEvent("sailor", new Place(90.001, 0), null, time);
    reject(nowhere.json(), time, RejectionReason.INVALID_COORDINATE);
    reject(nowhere.json().substring(1), time, RejectionReason.INVALID_JSON);
    reject("{}", time, RejectionReason.MISSING_FIELD);
  }

  /** The windows of these expired when the morning's were closed. */
  private void sendWhatHasLongPassed() throws Exception {
    for (Place place : RandomTraffic.PLACES) {
      SentEvent late = new SentEvent("late", place, null, MORNING + MINUTE);
      reject(late.json(), NOON, RejectionReason.TOO_LATE);
    }
  }

  private void reject(String json, long recordTimestamp, RejectionReason reason) throws Exception {
    byte[] key = {(byte) 0xff, 0};
    byte[] value = json.getBytes(UTF_8);
    letters.expect(
        topics.send(TopicRole.RIDE_REQUESTS, null, recordTimestamp, key, value),
        key,
        value,
        reason);
  }
}
