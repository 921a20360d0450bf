package io.surge;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import io.surge.domain.SurgeQuote;
import io.surge.tools.EmbeddedBroker;
import io.surge.tools.EmbeddedFlink;
import io.surge.tools.TopicRole;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A real day, replayed at its own times: every final quote is the oracle's. Two hours of it, or
 * with {@code -Dsurge.wholeDay=true} all of it.
 */
@EnabledIf(
    value = "io.surge.RealDay#isAtHand",
    disabledReason = "skipped: ../shared/data/sf-cabs-2008-06-06 is not there")
@Timeout(3600)
final class RealDayTest {
  private static final boolean WHOLE_DAY = Boolean.getBoolean("surge.wholeDay");
  private static final Duration FROM = WHOLE_DAY ? Duration.ZERO : Duration.ofHours(17);
  private static final Duration TO = WHOLE_DAY ? Duration.ofHours(24) : Duration.ofHours(19);
  private static final long MAX_OUT_OF_ORDERNESS = 5_000;
  private static final int AT_A_TIME = 10_000;
  private static final Duration PATIENCE = Duration.ofMinutes(20);

  @TempDir static Path directory;
  private static EmbeddedBroker broker;
  private static EmbeddedFlink flink;
  private static List<SentEvent> events;

  @BeforeAll
  static void start() throws Exception {
    broker = EmbeddedBroker.startTemporary();
    flink = EmbeddedFlink.start(directory, Map.of());
    events = RealDay.events(FROM, TO);
  }

  @AfterAll
  static void stop() {
    flink.close();
    broker.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--supply=updates",
        "--supply=drivers --driverTtl=30s",
        "--supply=drivers --driverTtl=120s"
      })
  void everyFinalQuoteIsTheOracles(String supply) throws Exception {
    try (CityTopics topics = CityTopics.create(broker, supply.replaceAll("[^a-z0-9]", ""));
        TopicReader finals = topics.read(TopicRole.SURGE_MULTIPLIERS);
        TopicReader rejected = topics.read(TopicRole.SURGE_DEAD_LETTERS)) {
      long watermark = send(topics) - MAX_OUT_OF_ORDERNESS;
      SurgeOptions options =
          SurgePipelines.options(
              flink,
              topics,
              Stream.concat(
                      Stream.of("--delivery=at-least-once", "--idleTimeout=never"),
                      Stream.of(supply.split(" ")))
                  .toArray(String[]::new));
      DemandWindows demand = new DemandWindows();
      OrderedQuotes quotes =
          new OrderedQuotes(
              PunctualOracle.answer(SurgeConfiguration.of(options).surge(), events),
              watermark,
              demand::add);
      long submittedAt = System.nanoTime();
      EmbeddedFlink.Job job = SurgePipelines.submit(flink, options);
      try {
        quotes.await(finals, PATIENCE);
        Duration took = Duration.ofNanos(System.nanoTime() - submittedAt);
        assertThat(job.failure(), is(""));
        job.cancel();

        finals.pollToEnd(quotes::arrived);
        assertThat(quotes.differences(), is(empty()));
        List<?> letters = rejected.rest();
        assertThat(letters, is(empty()));
        System.out.printf(
            Locale.ROOT,
            "| %s | %,d | %,d | %d | %.0f s | %s |%n",
            supply,
            events.size(),
            quotes.count(),
            letters.size(),
            took.toMillis() / 1e3,
            demand);
      } finally {
        job.cancel();
      }
    }
  }

  /** Returns the time up to which all partitions have been heard. */
  private static long send(CityTopics topics) throws Exception {
    Map<TopicPartition, Long> newest = new HashMap<>();
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    for (SentEvent event : events) {
      sent.add(topics.send(event, event.timestamp()));
      if (sent.size() == AT_A_TIME) {
        confirm(sent, topics, newest);
      }
    }
    confirm(sent, topics, newest);
    assertThat(newest.size(), is(topics.inputPartitions()));
    return Collections.min(newest.values());
  }

  private static void confirm(
      List<Future<RecordMetadata>> sent, CityTopics topics, Map<TopicPartition, Long> newest)
      throws Exception {
    topics.flush();
    for (Future<RecordMetadata> one : sent) {
      RecordMetadata place = one.get();
      newest.merge(
          new TopicPartition(place.topic(), place.partition()), place.timestamp(), Math::max);
    }
    sent.clear();
  }

  /** What becomes of demand: counted over the windows of zones in which there is some. */
  private static final class DemandWindows {
    private long count;
    private long withoutSupply;
    private double multipliers;

    void add(SurgeQuote quote) {
      if (quote.demand() > 0) {
        count++;
        withoutSupply += quote.supply() == 0 ? 1 : 0;
        multipliers += quote.multiplier();
      }
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "%,d | %.1f %% | %.3f",
          count,
          100.0 * withoutSupply / count,
          multipliers / count);
    }
  }
}
