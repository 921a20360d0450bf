package io.surge;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.surge.CityTraffic.Troubles;
import io.surge.testing.Await;
import io.surge.tools.EmbeddedBroker;
import io.surge.tools.EmbeddedFlink;
import io.surge.tools.TopicRole;
import io.surge.transforms.SurgeSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A job is stopped with a savepoint under load, and another goes on from there. */
@Timeout(600)
final class UpgradeTest {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  @TempDir Path directory;
  private final QuoteLedger published = new QuoteLedger();
  private EmbeddedBroker broker;
  private EmbeddedFlink flink;
  private CityTopics topics;
  private EmbeddedFlink.Job job;

  @BeforeEach
  void start() throws Exception {
    broker = EmbeddedBroker.start(directory.resolve("broker"), 0);
    topics = CityTopics.create(broker, "city");
  }

  @AfterEach
  void stop() throws Exception {
    if (!job.isOver()) {
      job.cancel();
    }
    topics.close();
    flink.close();
    broker.close();
  }

  @ParameterizedTest
  @CsvSource({"1, 2, hashmap", "2, 1, rocksdb"})
  void nothingIsLostOrDoubledAtAnotherParallelism(int first, int other, String backend)
      throws Exception {
    flink = EmbeddedFlink.start(directory, Map.of("state.backend.type", backend));
    try (LiveCity city = LiveCity.begin(topics, new CityTraffic(1, Troubles.NONE));
        TopicReader finals = topics.read(TopicRole.SURGE_MULTIPLIERS);
        TopicReader rejected = topics.read(TopicRole.SURGE_DEAD_LETTERS)) {
      List<String> from = List.of();
      for (int parallelism : new int[] {first, other, first}) {
        submit(Stream.concat(from.stream(), Stream.of("--parallelism=" + parallelism)));
        awaitNews(finals);
        from = List.of("--savepointPath=" + job.stopWithSavepoint());
      }
      submit(from.stream());
      PunctualOracle answer =
          PunctualOracle.answer(settings(), city.end(ExpectedLetters.atLeastOnce()));
      Await.until("all is priced", PATIENCE, () -> isPriced(answer, finals));

      assertThat(job.failure(), is(""));
      finals.pollToEnd(published::arrived);
      assertThat(published.against(answer).examples(), is(empty()));
      assertThat(rejected.rest(), is(empty()));
    }
  }

  @Test
  void kafkaMayHaveMoved() throws Exception {
    flink = EmbeddedFlink.start(directory, Map.of());
    List<SentEvent> events = new ArrayList<>();
    submit(Stream.of());
    try (LiveCity city = LiveCity.begin(topics, new CityTraffic(1, Troubles.NONE));
        TopicReader finals = topics.read(TopicRole.SURGE_MULTIPLIERS)) {
      awaitNews(finals);
      events.addAll(city.end(ExpectedLetters.atLeastOnce()));
    }
    String savepoint = job.stopWithSavepoint();
    String formerAddress = broker.bootstrapServers();
    topics.close();
    broker.close();
    broker = EmbeddedBroker.start(directory.resolve("broker"), 0);
    topics = CityTopics.of(broker.bootstrapServers(), "city");
    assertThat(broker.bootstrapServers(), is(not(formerAddress)));

    submit(Stream.of("--savepointPath=" + savepoint));
    try (LiveCity city = LiveCity.begin(topics, new CityTraffic(1, Troubles.NONE));
        TopicReader finals = topics.read(TopicRole.SURGE_MULTIPLIERS)) {
      awaitNews(finals);
      events.addAll(city.end(ExpectedLetters.atLeastOnce()));
      PunctualOracle answer = PunctualOracle.answer(settings(), events);
      Await.until("all is priced", PATIENCE, () -> isPriced(answer, finals));
    }
  }

  /** What an operator can do who must go back: an exactly-once sink refuses to publish again. */
  @Test
  void anOlderSavepointIsPublishedAgainAtLeastOnce() throws Exception {
    flink = EmbeddedFlink.start(directory, Map.of());
    submit(Stream.of());
    try (LiveCity city = LiveCity.begin(topics, new CityTraffic(1, Troubles.NONE));
        TopicReader finals = topics.read(TopicRole.SURGE_MULTIPLIERS)) {
      awaitNews(finals);
      String older = job.savepoint();
      awaitNews(finals);
      job.cancel();
      List<SentEvent> events = city.end(ExpectedLetters.atLeastOnce());

      submit(Stream.of("--savepointPath=" + older));
      Await.until("it is refused", () -> job.failure().contains("--delivery=at-least-once"));
      job.cancel();
      submit(
          Stream.of(
              "--savepointPath=" + older,
              "--delivery=at-least-once",
              "--allowNonRestoredState=true"));
      PunctualOracle answer = PunctualOracle.answer(settings(), events);
      Await.until("all is priced", PATIENCE, () -> isPriced(answer, finals));
      Await.until("some is there twice", PATIENCE, () -> isRepeated(finals));
      String newer = job.stopWithSavepoint();

      submit(Stream.of("--savepointPath=" + newer, "--allowNonRestoredState=true"));
      try (LiveCity another = LiveCity.begin(topics, new CityTraffic(1, Troubles.NONE))) {
        awaitNews(finals);
        assertThat(another.end(ExpectedLetters.atLeastOnce()), is(not(empty())));
      }
    }
  }

  /** Where who submits cannot look into the state, the job itself does. */
  @Test
  void aJobWithOtherSettingsEndsForGood() throws Exception {
    flink = EmbeddedFlink.start(directory, Map.of());
    submit(Stream.of());
    Await.until("the job runs", job::isRunning);
    String savepoint = job.stopWithSavepoint();

    SurgeOptions unseen = options(Stream.of("--zoneGrid=degrees"));
    unseen.as(FlinkPipelineOptions.class).setSavepointPath(savepoint);
    job = SurgePipelines.submit(flink, unseen);

    Await.until("the job has ended", job::isOver);
    assertThat(
        job.failure(),
        containsString(
            "RestoreRefusedException: --zoneGrid takes 'km', with which the state to go on from"
                + " was made, not 'degrees'"));
  }

  private void submit(Stream<String> arguments) throws Exception {
    job = SurgePipelines.submit(flink, options(arguments));
  }

  /** Those of every job here, over which those given go. */
  private SurgeOptions options(Stream<String> arguments) throws Exception {
    Stream<String> common =
        Stream.of(
            "--delivery=exactly-once",
            "--windowSize=10s",
            "--allowedLateness=10s",
            "--checkpointingInterval=500");
    Path file = directory.resolve("common.args");
    Files.write(
        file,
        Stream.of(flink.arguments(), topics.arguments(), common).flatMap(some -> some).toList());
    return CommandLine.parse(
        Stream.concat(Stream.of("@" + file), arguments).toArray(String[]::new));
  }

  private SurgeSettings settings() throws Exception {
    return SurgeConfiguration.of(options(Stream.of())).surge();
  }

  /** Waits for quotes of events that do not yet exist. */
  private void awaitNews(TopicReader finals) throws Exception {
    long now = System.currentTimeMillis();
    Await.until(
        "there are new quotes",
        PATIENCE,
        () -> {
          finals.poll(published::arrived);
          return published.newestEnd() > now;
        });
  }

  private boolean isRepeated(TopicReader finals) {
    finals.poll(published::arrived);
    return published.hasRepetitions();
  }

  private boolean isPriced(PunctualOracle answer, TopicReader finals) {
    finals.poll(published::arrived);
    return published.against(answer).isComplete();
  }
}
