package io.surge;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import io.surge.CityTraffic.Troubles;
import io.surge.QuoteLedger.Verdict;
import io.surge.domain.SurgeQuote;
import io.surge.testing.Await;
import io.surge.tools.TopicRole;
import io.surge.transforms.SurgeSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * The job jar on a Flink cluster with a broker, each part a process of its own, under load with
 * late, too-late and broken records, while parts are killed. Whatever consumers of final quotes see
 * in the end is the oracle's answer to the events that count, each quote once; and every other
 * record is a dead letter.
 */
@Timeout(value = 2, unit = TimeUnit.HOURS)
final class ClusterCrashIT {
  private static final Path JAR = Path.of(System.getProperty("job.jar"));
  private static final int KILLS = Integer.getInteger("surge.kills", 5);
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Duration STOP = Duration.ofMinutes(1);

  /** Late by so much that an event may wait for 20 s until the broker is back. */
  private static final Troubles TROUBLES = new Troubles(2_000, 10, 5, 20, 11_000, 15_000, 300_000);

  private static final Troubles QUICK_TROUBLES =
      new Troubles(1_000, 10, 5, 20, 3_000, 7_000, 120_000);

  /** Its logs tell what went wrong. */
  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path directory;

  private final QuoteLedger published = new QuoteLedger();
  private final ExpectedLetters letters = ExpectedLetters.atLeastOnce();
  private final List<SentEvent> events = new ArrayList<>();
  private final CrashReport report = new CrashReport();
  private BrokerProcess broker;
  private ClusterProcesses cluster;
  private TopicReader finals;

  private interface Blows {
    void strike() throws Exception;
  }

  @Test
  void noQuoteIsLostDoubledOrWrongAfterATaskManagerIsKilled() throws Exception {
    live(
        QUICK_TROUBLES,
        this::killTaskManager,
        "--windowSize=5s",
        "--windowSlide=1s",
        "--maxOutOfOrderness=2s",
        "--idleTimeout=2s",
        "--allowedLateness=10s",
        "--checkpointingInterval=1000");
  }

  @Test
  @Tag("crash")
  void noQuoteIsLostDoubledOrWrongWhateverIsKilled() throws Exception {
    live(
        TROUBLES,
        () -> {
          for (int kill = 0; kill < KILLS; kill++) {
            killTaskManager();
            killBroker();
            stopTaskManager();
            killJobManager();
          }
        });
  }

  private void live(Troubles troubles, Blows blows, String... options) throws Exception {
    try (BrokerProcess someBroker = BrokerProcess.start(directory);
        ClusterProcesses someCluster = ClusterProcesses.start(directory)) {
      broker = someBroker;
      cluster = someCluster;
      broker.awaitAnswer();
      try (CityTopics topics = CityTopics.create(broker.bootstrapServers(), "crash");
          TopicReader someFinals = topics.read(TopicRole.SURGE_MULTIPLIERS)) {
        finals = someFinals;
        cluster.awaitAllProcesses();
        cluster.submit(JAR, Stream.concat(topics.arguments(), Stream.of(options)));
        live(topics, troubles, blows);
        judge(topics, settings(options));
      }
    }
  }

  private void live(CityTopics topics, Troubles troubles, Blows blows) throws Exception {
    // Before the first watermark no event is too late.
    try (LiveCity city = LiveCity.begin(topics, new CityTraffic(1, Troubles.NONE))) {
      awaitNewQuotes();
      events.addAll(city.end(letters));
    }
    try (LiveCity city = LiveCity.begin(topics, new CityTraffic(2, troubles))) {
      awaitNewQuotes();
      blows.strike();
      events.addAll(city.end(letters));
    }
  }

  private static SurgeSettings settings(String... options) {
    String[] arguments =
        Stream.concat(Stream.of("@pipelines/cluster.args"), Stream.of(options))
            .toArray(String[]::new);
    return SurgeConfiguration.of(CommandLine.parse(arguments)).surge();
  }

  private void killTaskManager() throws Exception {
    String name = cluster.taskManagerAtWork();
    long before = System.currentTimeMillis();
    cluster.kill(name);
    recover("a TaskManager killed", before);
  }

  private void killBroker() throws Exception {
    long before = System.currentTimeMillis();
    broker.killAndStartAgain();
    recover("the broker killed", before);
  }

  private void killJobManager() throws Exception {
    long before = System.currentTimeMillis();
    cluster.kill(ClusterProcesses.JOB_MANAGER);
    recover("the JobManager killed", before);
  }

  private void stopTaskManager() throws Exception {
    String name = cluster.taskManagerAtWork();
    long before = System.currentTimeMillis();
    cluster.stop(name);
    awaitRecovery("a TaskManager stopped", before);
    Await.until(
        "the stop is over",
        STOP.plus(PATIENCE),
        () -> {
          finals.poll(published::arrived);
          return System.currentTimeMillis() > before + STOP.toMillis();
        });
    long after = System.currentTimeMillis();
    cluster.goOn(name);
    recover("the TaskManager going on", after);
  }

  private void recover(String blow, long before) throws Exception {
    awaitRecovery(blow, before);
    cluster.awaitAllProcesses();
    awaitNewQuotes();
  }

  private void awaitRecovery(String blow, long before) throws Exception {
    awaitNewQuotes();
    Duration took = Duration.ofMillis(System.currentTimeMillis() - before);
    report.recovered(blow, took);
    System.out.println(blow + ": new final quotes after " + took.toMillis() + " ms");
  }

  /** Waits for a quote to be seen that is not yet computed. */
  private void awaitNewQuotes() throws Exception {
    long now = System.currentTimeMillis();
    Await.until(
        "there are new quotes",
        PATIENCE,
        () -> {
          finals.poll(published::arrived);
          return published.newestComputation() > now;
        });
  }

  private void judge(CityTopics topics, SurgeSettings settings) throws Exception {
    PunctualOracle answer = PunctualOracle.answer(settings, events);
    Verdict verdict = awaitVerdict(answer);
    try (TopicReader rejected = topics.read(TopicRole.SURGE_DEAD_LETTERS)) {
      rejected.pollToEnd(letters::arrived);
    }
    System.out.println(report.text(published, letters, verdict));
    assertThat(verdict.examples(), is(empty()));
    assertThat(letters.differences(), is(empty()));
  }

  /** Waits until nothing is left to complain of, or for as long as it might still change. */
  private Verdict awaitVerdict(PunctualOracle answer) {
    long lastEnd = lastEnd(answer);
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    @Nullable Verdict verdict;
    do {
      finals.poll(published::arrived);
      verdict = published.newestEnd() < lastEnd ? null : published.against(answer);
    } while ((verdict == null || !verdict.isClean()) && System.nanoTime() < deadline);
    finals.pollToEnd(published::arrived);
    return published.against(answer);
  }

  private static long lastEnd(PunctualOracle answer) {
    return answer.zones().stream()
        .flatMap(zone -> answer.quotes(zone, Long.MAX_VALUE))
        .mapToLong(SurgeQuote::windowEnd)
        .max()
        .orElseThrow();
  }
}
