package io.surge;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is too late for zones and drivers that are known is so too where it is the first that a
 * restored pipeline reads, before any watermark has come through.
 */
@Timeout(300)
final class TooLateAfterRestartTest {
  private static final long MINUTE = 60_000;
  private static final long MORNING = Instant.parse("2025-03-01T08:00:00Z").toEpochMilli();
  private static final long NOON = MORNING + 5 * MINUTE;
  private static final long EVENING = NOON + 5 * MINUTE;
  private static final long MAX_OUT_OF_ORDERNESS = 5_000;
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Place PLACE = new Place(10, 10);
  private static final Place ELSEWHERE = new Place(20, 20);

  @TempDir Path directory;
  private final List<SentEvent> accepted = new ArrayList<>();
  private final ExpectedQuotes quotes = new ExpectedQuotes();
  private final ExpectedLetters letters = ExpectedLetters.once();
  private int answered;

  @Test
  void isADeadLetterAndPublishesNothing() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.startTemporary();
        EmbeddedFlink flink = EmbeddedFlink.start(directory, Map.of());
        CityTopics topics = CityTopics.create(broker, "restart");
        TopicReader finals = topics.read(TopicRole.SURGE_MULTIPLIERS);
        TopicReader rejected = topics.read(TopicRole.SURGE_DEAD_LETTERS)) {
      SurgeOptions options = options(flink, topics);
      accepted.addAll(topics.sendToEachPartition(PLACE, MORNING));
      accepted.addAll(topics.sendToEachPartition(ELSEWHERE, NOON));
      EmbeddedFlink.Job job = SurgePipelines.submit(flink, options);
      awaitAnswer(options, NOON, finals);
      String savepoint = job.stopWithSavepoint();

      rejectAsTooLate(topics, new SentEvent("late rider", PLACE, null, MORNING));
      rejectAsTooLate(topics, new SentEvent("driver-updates-0", PLACE, true, MORNING));
      job = SurgePipelines.submit(flink, options(flink, topics, "--savepointPath=" + savepoint));
      letters.await(rejected, PATIENCE);
      accepted.addAll(topics.sendToEachPartition(ELSEWHERE, EVENING));
      awaitAnswer(options, EVENING, finals);
      job.cancel();

      finals.pollToEnd(quotes::arrived);
      assertThat(quotes.differences(), is(empty()));
      rejected.pollToEnd(letters::arrived);
      assertThat(letters.differences(), is(empty()));
    }
  }

  private static SurgeOptions options(EmbeddedFlink flink, CityTopics topics, String... more)
      throws Exception {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--delivery=exactly-once", "--checkpointingInterval=200", "--idleTimeout=never"));
    arguments.addAll(List.of(more));
    return SurgePipelines.options(flink, topics, arguments.toArray(String[]::new));
  }

  private void awaitAnswer(SurgeOptions options, long newest, TopicReader finals) throws Exception {
    List<SurgeQuote> answer =
        SurgePipelines.answer(options, accepted, newest - MAX_OUT_OF_ORDERNESS);
    quotes.expect(answer.subList(answered, answer.size()));
    answered = answer.size();
    quotes.await(finals, PATIENCE);
  }

  private void rejectAsTooLate(CityTopics topics, SentEvent event) throws Exception {
    Posting late = Posting.tooLate(event, NOON);
    letters.expect(
        topics.send(late.topic(), null, NOON, late.key(), late.value()),
        late.key(),
        late.value(),
        RejectionReason.TOO_LATE);
  }
}
