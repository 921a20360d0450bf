package io.surge.bench;

import io.surge.tools.EmbeddedBroker;
import io.surge.tools.EmbeddedFlink;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.utils.Utils;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code make bench-sink}: how much the exactly-once sink carries, and how late it publishes. */
@Command(
    name = "sink",
    description = "Measures the exactly-once sink; broker, job and consumer share the machine.")
final class SinkCommand implements Callable<Integer> {
  private static final int PARTITIONS = 4;
  private static final long WARM_UP_RATE = 50_000;
  private static final String HEADER =
      """

      | checkpoints every, ms | state | offered/s | committed/s | from made to committed p50, ms | p99 | max |
      |--:|---|--:|--:|--:|--:|--:|
      """;

  @Option(names = "--shards", description = "writers (default: ${DEFAULT-VALUE})")
  private int shards = 4;

  @Option(
      names = "--intervals",
      split = ",",
      description = "checkpoint intervals in milliseconds (default: ${DEFAULT-VALUE})")
  private List<Long> intervals = List.of(5000L, 1000L, 100L, 50L);

  @Option(names = "--states", split = ",", description = "${COMPLETION-CANDIDATES}")
  private List<StateBackend> states = List.of(StateBackend.values());

  @Option(
      names = "--rates",
      split = ",",
      description = "records offered a second, 0 for no limit (default: ${DEFAULT-VALUE})")
  private List<Long> rates = List.of(0L, 20_000L);

  @Option(
      names = "--seconds",
      description = "how long each is offered, about (default: ${DEFAULT-VALUE})")
  private int seconds = 30;

  @Option(names = "--output", description = "where the table goes (default: ${DEFAULT-VALUE})")
  private Path output = Path.of("target", "bench");

  private int runs;

  @Override
  public Integer call() throws Exception {
    Directory.create(output);
    MarkdownFile report = new MarkdownFile(output.resolve("sink.md"));
    report.add(HEADER);
    try (EmbeddedBroker broker = EmbeddedBroker.startTemporary()) {
      for (StateBackend state : states) {
        measure(broker, state, report);
      }
    }
    return 0;
  }

  private void measure(EmbeddedBroker broker, StateBackend state, MarkdownFile report)
      throws Exception {
    Path directory = Files.createTempDirectory("surge-bench-");
    Map<String, String> settings = new HashMap<>(state.settings(directory));
    settings.put("taskmanager.memory.managed.size", "256m");
    settings.put("execution.buffer-timeout.interval", "0 ms");
    try (EmbeddedFlink flink = EmbeddedFlink.start(directory, settings)) {
      // Compiles what the first measurement would else pay for.
      measure(broker, flink, new SinkRun(1000, WARM_UP_RATE, seconds * WARM_UP_RATE));
      for (long rate : rates) {
        for (long interval : intervals) {
          SinkRun run = new SinkRun(interval, rate, records(rate));
          report.add(row(state, run, measure(broker, flink, run)));
        }
      }
    } finally {
      Utils.delete(directory.toFile());
    }
  }

  private long records(long rate) {
    long unlimited = 150_000;
    return seconds * (rate == 0 ? unlimited : rate);
  }

  private CommittedReader measure(EmbeddedBroker broker, EmbeddedFlink flink, SinkRun run)
      throws Exception {
    String topic = "bench-" + runs++;
    String servers = broker.bootstrapServers();
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
      admin.createTopics(List.of(new NewTopic(topic, PARTITIONS, (short) 1))).all().get();
      EmbeddedFlink.Job job =
          flink.submit(
              SinkPipeline.build(
                  options(flink, run),
                  run,
                  topic,
                  shards,
                  () -> Map.of("bootstrap.servers", servers)));
      CommittedReader reader = new CommittedReader();
      reader.read(servers, topic, PARTITIONS, run);
      job.cancel();
      admin.deleteTopics(List.of(topic)).all().get();
      return reader;
    }
  }

  private static String row(StateBackend state, SinkRun run, CommittedReader reader) {
    return String.format(
        Locale.ROOT,
        "| %,d | %s | %s | %,.0f | %,.0f | %,.0f | %,.0f |%n",
        run.checkpointMillis(),
        state.title(),
        run.rate() == 0 ? "all" : String.format(Locale.ROOT, "%,d", run.rate()),
        reader.recordsPerSecond(),
        reader.latencyMillis(50),
        reader.latencyMillis(99),
        reader.latencyMillis(100));
  }

  private static FlinkPipelineOptions options(EmbeddedFlink flink, SinkRun run) throws Exception {
    FlinkPipelineOptions options = flink.options();
    options.setCheckpointingInterval(run.checkpointMillis());
    options.setMaxBundleSize(5000L);
    options.setDisableMetrics(true);
    options.setFasterCopy(true);
    options.setObjectReuse(true);
    options.setAutoWatermarkInterval(20L);
    return options;
  }
}
