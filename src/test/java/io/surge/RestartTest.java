package io.surge;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import io.surge.domain.QuoteTiming;
import io.surge.domain.SurgeQuote;
import io.surge.kafka.SurgeQuoteJson;
import io.surge.testing.Await;
import io.surge.tools.EmbeddedBroker;
import io.surge.tools.TopicRole;
import io.surge.transforms.SurgeSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
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
  private final Map<ZoneWindow, List<SurgeQuote>> published = new HashMap<>();

  @ParameterizedTest
  @ValueSource(strings = {"exactly-once", "at-least-once"})
  void noQuoteDiffersAfterAnOutage(String delivery) throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.startTemporary();
        CityTopics topics = CityTopics.create(broker, delivery);
        TopicReader finals = topics.read(TopicRole.SURGE_MULTIPLIERS);
        TopicReader rejected = topics.read(TopicRole.SURGE_DEAD_LETTERS);
        LiveCity city = LiveCity.begin(topics)) {
      String[] arguments = arguments(topics, delivery);
      try (PipelineProcess first = PipelineProcess.start(log(), Stream.of(arguments))) {
        awaitNews(first, finals);
      }
      awaitEndOfOutage();
      PunctualOracle answer;
      try (PipelineProcess second =
          PipelineProcess.start(log(), Stream.concat(Stream.of(arguments), fromCheckpoint()))) {
        awaitNews(second, finals);
        answer = PunctualOracle.answer(settings(arguments), city.end());
        Await.until("all is priced", PATIENCE, () -> isPriced(answer, finals));
      }
      finals.pollToEnd(this::arrived);
      assertThat(differences(answer), is(empty()));
      assertThat(rejected.rest(), is(empty()));
      if (delivery.equals("exactly-once")) {
        published.values().forEach(RestartTest::assertEachOnce);
      }
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
          finals.poll(this::arrived);
          return published.keySet().stream().anyMatch(window -> window.end() > now)
              && PipelineProcess.newestCheckpoint(directory).isPresent();
        });
  }

  private static void awaitEndOfOutage() throws Exception {
    long end = System.nanoTime() + OUTAGE.toNanos();
    Await.until("the outage is over", OUTAGE.plus(PATIENCE), () -> System.nanoTime() >= end);
  }

  private void arrived(ConsumerRecord<byte[], byte[]> record) {
    SurgeQuote quote = PipelineUnderTest.withoutClock(SurgeQuoteJson.decode(record.value()));
    published.computeIfAbsent(ZoneWindow.of(quote), window -> new ArrayList<>()).add(quote);
  }

  private boolean isPriced(PunctualOracle answer, TopicReader finals) {
    finals.poll(this::arrived);
    return differences(answer).isEmpty();
  }

  /** Where the newest quote is not the oracle's; a window that was emptied again may be left. */
  private List<String> differences(PunctualOracle answer) {
    List<String> differences = new ArrayList<>();
    Map<ZoneWindow, List<SurgeQuote>> surplus = new HashMap<>(published);
    for (String zone : answer.zones()) {
      answer
          .quotes(zone, Long.MAX_VALUE)
          .forEach(
              expected -> {
                List<SurgeQuote> quotes = surplus.remove(ZoneWindow.of(expected));
                if (quotes == null || !isSamePrice(expected, quotes.get(quotes.size() - 1))) {
                  differences.add("expected " + expected + " but was " + quotes);
                }
              });
    }
    surplus.values().stream()
        .filter(quotes -> !isEmptied(quotes.get(quotes.size() - 1)))
        .forEach(quotes -> differences.add("too much: " + quotes));
    return differences;
  }

  private static boolean isSamePrice(SurgeQuote one, SurgeQuote other) {
    return one.multiplier() == other.multiplier()
        && one.demand() == other.demand()
        && one.supply() == other.supply()
        && one.windowStart() == other.windowStart();
  }

  private static boolean isEmptied(SurgeQuote quote) {
    return quote.timing() == QuoteTiming.LATE && quote.demand() == 0 && quote.supply() == 0;
  }

  /** Revisions count up without gaps, none comes twice, and each changes something. */
  private static void assertEachOnce(List<SurgeQuote> quotes) {
    for (int i = 0; i < quotes.size(); i++) {
      assertThat(quotes.toString(), quotes.get(i).revision(), is((long) i));
      assertThat(
          quotes.toString(), i > 0 && isSamePrice(quotes.get(i), quotes.get(i - 1)), is(false));
    }
  }
}
