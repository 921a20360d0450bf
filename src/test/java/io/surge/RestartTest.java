package io.surge;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import io.surge.CityTraffic.Troubles;
import io.surge.QuoteLedger.Verdict;
import io.surge.testing.Await;
import io.surge.tools.EmbeddedBroker;
import io.surge.tools.TopicRole;
import io.surge.transforms.SurgeSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The pipeline is killed under load, stays down for a while, in which the load goes on, and is
 * started again from its last checkpoint, as a user would. No quote differs from the oracle's: what
 * waited to be read is not late. {@code -Dsurge.outage=60} lets it be down for 60 seconds.
 */
@Timeout(600)
final class RestartTest {
  private static final Duration OUTAGE = Duration.ofSeconds(Integer.getInteger("surge.outage", 10));
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  @TempDir Path directory;
  private final QuoteLedger published = new QuoteLedger();

  @ParameterizedTest
  @ValueSource(strings = {"exactly-once", "at-least-once"})
  void noQuoteDiffersAfterAnOutage(String delivery) throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.startTemporary();
        CityTopics topics = CityTopics.create(broker, delivery);
        TopicReader finals = topics.read(TopicRole.SURGE_MULTIPLIERS);
        TopicReader rejected = topics.read(TopicRole.SURGE_DEAD_LETTERS);
        LiveCity city = LiveCity.begin(topics, new CityTraffic(1, Troubles.NONE))) {
      String[] arguments = arguments(topics, delivery);
      try (PipelineProcess first = PipelineProcess.start(log(), Stream.of(arguments))) {
        awaitNews(first, finals);
      }
      awaitEndOfOutage();
      PunctualOracle answer;
      try (PipelineProcess second =
          PipelineProcess.start(log(), Stream.concat(Stream.of(arguments), fromCheckpoint()))) {
        awaitNews(second, finals);
        answer =
            PunctualOracle.answer(settings(arguments), city.end(ExpectedLetters.atLeastOnce()));
        Await.until("all is priced", PATIENCE, () -> isPriced(answer, finals));
      }
      finals.pollToEnd(published::arrived);
      Verdict verdict = published.against(answer);
      assertThat(verdict.lost(), is(empty()));
      assertThat(verdict.wrong(), is(empty()));
      if (delivery.equals("exactly-once")) {
        assertThat(verdict.examples(), is(empty()));
      }
      assertThat(rejected.rest(), is(empty()));
    }
  }

  private String[] arguments(CityTopics topics, String delivery) {
    return Stream.concat(
            topics.arguments(),
            Stream.of(
                "--delivery=" + delivery,
                "--windowSize=10s",
                "--allowedLateness=10s",
                "--parallelism=2",
                "--checkpointingInterval=500",
                "--stateBackendStoragePath=" + directory.resolve("checkpoints").toUri()))
        .toArray(String[]::new);
  }

  private static SurgeSettings settings(String... arguments) {
    return SurgeConfiguration.of(CommandLine.parse(arguments)).surge();
  }

  private Path log() {
    return directory.resolve("log");
  }

  private Stream<String> fromCheckpoint() {
    Path newest = PipelineProcess.newestCheckpoint(directory).orElseThrow();
    return Stream.of("--savepointPath=" + newest);
  }

  /** Waits for quotes of events that do not yet exist, and for a checkpoint. */
  private void awaitNews(PipelineProcess pipeline, TopicReader finals) throws Exception {
    long now = System.currentTimeMillis();
    Await.until(
        "there are new quotes and a checkpoint",
        PATIENCE,
        () -> {
          if (!pipeline.isAlive()) {
            throw new AssertionError(Files.readString(log()));
          }
          finals.poll(published::arrived);
          return published.newestEnd() > now
              && PipelineProcess.newestCheckpoint(directory).isPresent();
        });
  }

  private static void awaitEndOfOutage() throws Exception {
    long end = System.nanoTime() + OUTAGE.toNanos();
    Await.until("the outage is over", OUTAGE.plus(PATIENCE), () -> System.nanoTime() >= end);
  }

  private boolean isPriced(PunctualOracle answer, TopicReader finals) {
    finals.poll(published::arrived);
    return published.against(answer).isComplete();
  }
}
