package io.surge.bench;

import io.surge.tools.ToolException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code make bench-latency}. */
@Command(
    name = "latency",
    description = "Measures how long quotes take from when an event was due to be sent.")
final class LatencyCommand implements Runnable {
  private static final String LOG = "latency.log";

  @Option(names = "--rates", split = ",", description = "events a second, one after the other")
  private List<Integer> rates = List.of(1_000, 10_000, 50_000, 100_000);

  @Option(names = "--duration", description = "for how long each rate is measured")
  private Duration duration = Duration.ofSeconds(60);

  @Option(names = "--warmUp", description = "of each rate, before it is measured")
  private Duration warmUp = Duration.ofSeconds(60);

  @Option(names = "--firstWarmUp", description = "of the JVMs, at the middle of the rates")
  private Duration firstWarmUp = Duration.ofSeconds(90);

  @Option(names = "--zones", description = "zones with traffic")
  private int zones = 10_000;

  @Option(names = "--probesPerSecond", description = "requests whose live quotes are awaited")
  private int probesPerSecond = 100;

  @Option(names = "--supply", description = "the pipeline's option")
  private String supply = "drivers";

  /** One thread of each kind, because load, broker and consumers use the processors as well. */
  @Option(names = "--parallelism", description = "the pipeline's option")
  private int parallelism = 1;

  @Option(names = "--state", description = "where state is kept: ${COMPLETION-CANDIDATES}")
  private StateBackend state = StateBackend.HEAP;

  @Option(names = "--heap", description = "heap of the pipeline's JVM")
  private String heap = "4g";

  @Option(names = "--profile", description = "profile the pipeline at the last rate")
  private boolean profile;

  @Option(names = "--output", description = "where the table, logs and profiles go")
  private Path output = Path.of("target", "bench");

  @Override
  public void run() {
    Directory.create(output);
    try (BenchBroker broker = BenchBroker.start(output.resolve("broker.log"));
        Directory directory = Directory.temporary("surge-bench-job-")) {
      InputTopics input = new InputTopics("ride-requests", "driver-updates");
      PipelineTopics topics = PipelineTopics.numbered(input, 1);
      broker.create(InputTopics.PARTITIONS, topics.all());
      try (ChildJvm pipeline = start(broker, topics, directory);
          LatencyRun run = new LatencyRun(broker.bootstrapServers(), topics, zones)) {
        pipeline.discardOutput();
        measure(run);
      }
    }
  }

  private ChildJvm start(BenchBroker broker, PipelineTopics topics, Directory directory) {
    List<String> jvm = new ArrayList<>(ProgramHeap.options(heap));
    if (profile) {
      int levels = rates.size() - 1;
      Duration before = firstWarmUp.plus(warmUp.plus(duration).multipliedBy(levels)).plus(warmUp);
      jvm.addAll(new Profile(output.resolve("latency"), before.toSeconds()).jvmOptions());
    }
    List<String> arguments = new ArrayList<>(List.of(Measured.PIPELINE));
    arguments.addAll(topics.pipelineOptions());
    arguments.addAll(
        List.of(
            "--bootstrapServers=" + broker.bootstrapServers(),
            "--liveTopic=" + topics.live(),
            "--supply=" + supply,
            "--delivery=at-least-once",
            "--parallelism=" + parallelism,
            "--flinkConfDir=" + new FlinkSetup(state, directory.path()).writeConfiguration()));
    return ChildJvm.start(jvm, Measured.class, arguments, output.resolve(LOG));
  }

  private void measure(LatencyRun run) {
    try {
      if (!run.awaitPipeline()) {
        throw new ToolException("the pipeline does not answer: see " + output.resolve(LOG));
      }
      int middle = rates.get(rates.size() / 2);
      LatencyRun.Level warm = run.level(middle, probesPerSecond, Duration.ZERO, firstWarmUp);
      System.out.printf("warmed up: %,d live quotes%n", warm.liveQuotes());
      StringBuilder table = new StringBuilder(Machine.describe()).append(header());
      for (int rate : rates) {
        String row = row(rate, run.level(rate, probesPerSecond, warmUp, duration));
        System.out.print(row);
        table.append(row);
      }
      System.out.println(table);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ToolException("interrupted", e);
    }
  }

  private static String header() {
    return """

        | offered, events/s | live p50, ms | p99 | p99.9 | unanswered | live quotes/s | \
        ON_TIME p50, ms | p99 | p99.9 | on time quotes |
        |--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|
        """;
  }

  private String row(int rate, LatencyRun.Level level) {
    return String.format(
        Locale.ROOT,
        "| %,d | %s | %d of %d | %,d | %s | %,d |%n",
        rate,
        level.live().columns(),
        level.unanswered(),
        level.live().count(),
        level.liveQuotesPerSecond(),
        level.onTime().columns(),
        level.onTime().count());
  }
}
