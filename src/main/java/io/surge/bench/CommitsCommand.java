package io.surge.bench;

import io.surge.tools.ToolException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The second part of {@code make bench-sink}: the whole pipeline, exactly once. */
@Command(
    name = "commits",
    description =
        "Measures how long final quotes take to be committed, from when the event was due that"
            + " lets their window close.")
final class CommitsCommand implements Runnable {
  private static final String LOW_LATENCY = "low-latency.args";

  @Option(names = "--intervals", split = ",", description = "of checkpoints, in milliseconds")
  private List<Long> intervals = List.of(5000L, 1000L, 100L, 50L);

  @Option(names = "--states", split = ",", description = "${COMPLETION-CANDIDATES}")
  private List<StateBackend> states = List.of(StateBackend.values());

  @Option(names = "--rate", description = "events a second")
  private int rate = 10_000;

  @Option(names = "--zones", description = "zones with traffic")
  private int zones = 1_000;

  @Option(names = "--warmUp", description = "of each pipeline")
  private Duration warmUp = Duration.ofSeconds(30);

  @Option(names = "--duration", description = "for how long each is measured")
  private Duration duration = Duration.ofSeconds(60);

  @Option(names = "--heap", description = "heap of each pipeline's JVM")
  private String heap = "2g";

  @Option(names = "--output", description = "where the table and logs go")
  private Path output = Path.of("target", "bench");

  private int pipelines;

  @Override
  public void run() {
    Directory.create(output);
    MarkdownFile report = new MarkdownFile(output.resolve("commits.md"));
    report.add(header());
    try (BenchBroker broker = BenchBroker.start(output.resolve("broker.log"))) {
      for (StateBackend state : states) {
        for (long interval : intervals) {
          report.add(
              row(
                  Long.toString(interval),
                  state,
                  measure(broker, directory -> byItself(state, directory, interval))));
        }
      }
      List<String> spec = List.of("@pipelines/" + LOW_LATENCY);
      report.add(row(LOW_LATENCY, StateBackend.HEAP_CHANGELOG, measure(broker, directory -> spec)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ToolException("interrupted", e);
    }
  }

  private static List<String> byItself(StateBackend state, Path directory, long interval) {
    return List.of(
        "--checkpointingInterval=" + interval,
        "--flinkConfDir=" + new FlinkSetup(state, directory).writeConfiguration());
  }

  private LatencyRun.Level measure(BenchBroker broker, Function<Path, List<String>> options)
      throws InterruptedException {
    int number = ++pipelines;
    InputTopics input = new InputTopics("ride-requests-" + number, "driver-updates-" + number);
    PipelineTopics topics = PipelineTopics.numbered(input, number);
    broker.create(InputTopics.PARTITIONS, topics.all());
    Path log = output.resolve("commits.log");
    try (Directory directory = Directory.temporary("surge-bench-job-");
        ChildJvm pipeline =
            ChildJvm.start(
                ProgramHeap.options(heap),
                Measured.class,
                arguments(broker, topics, options.apply(directory.path())),
                log);
        LatencyRun load = new LatencyRun(broker.bootstrapServers(), topics, zones)) {
      pipeline.discardOutput();
      if (!load.awaitPipeline()) {
        throw new ToolException("the pipeline does not answer: see " + log);
      }
      return load.level(rate, 1, warmUp, duration);
    } finally {
      broker.delete(topics.all());
    }
  }

  private static List<String> arguments(
      BenchBroker broker, PipelineTopics topics, List<String> options) {
    List<String> arguments = new ArrayList<>(List.of(Measured.PIPELINE));
    arguments.addAll(topics.pipelineOptions());
    arguments.addAll(
        List.of(
            "--bootstrapServers=" + broker.bootstrapServers(),
            "--liveTopic=" + topics.live(),
            "--delivery=exactly-once",
            "--parallelism=2"));
    arguments.addAll(options);
    return arguments;
  }

  private String header() {
    return String.format(
        Locale.ROOT,
        """

        The whole pipeline, %,d events/s, %,d zones

        | checkpoints every, ms | state | ON_TIME committed p50, ms | p99 | p99.9 | quotes |
        |---|---|--:|--:|--:|--:|
        """,
        rate,
        zones);
  }

  private static String row(String interval, StateBackend state, LatencyRun.Level level) {
    return String.format(
        Locale.ROOT,
        "| %s | %s | %s | %,d |%n",
        interval,
        state.title(),
        level.onTime().columns(),
        level.onTime().count());
  }
}
