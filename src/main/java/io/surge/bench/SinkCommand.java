package io.surge.bench;

import io.surge.tools.EmbeddedBroker;
import io.surge.tools.EmbeddedFlink;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

  @Option(names = "--shards", description = "writers (default: ${DEFAULT-VALUE})")
  private int shards = 4;

  @Option(
      names = "--intervals",
      split = ",",
      description = "checkpoint intervals in milliseconds (default: ${DEFAULT-VALUE})")
  private List<Long> intervals = List.of(5000L, 1000L, 100L);

  @Option(
      names = "--backends",
      split = ",",
      description = "state backends (default: ${DEFAULT-VALUE})")
  private List<String> backends = List.of("hashmap", "rocksdb");

  @Option(
      names = "--rates",
      split = ",",
      description = "records offered a second, 0 for no limit (default: ${DEFAULT-VALUE})")
  private List<Long> rates = List.of(0L, 20_000L);

  @Option(
      names = "--seconds",
      description = "how long each is offered, about (default: ${DEFAULT-VALUE})")
  private int seconds = 30;

  private int runs;

  @Override
  public Integer call() throws Exception {
    System.out.println("interval ms | backend | offered/s | records/s | p50 ms | p99 ms | max ms");
    try (EmbeddedBroker broker = EmbeddedBroker.startTemporary()) {
      for (String backend : backends) {
        measure(broker, backend);
      }
    }
    return 0;
  }

  private void measure(EmbeddedBroker broker, String backend) throws Exception {
    Path directory = Files.createTempDirectory("surge-bench-");
    Map<String, String> settings =
        Map.of(
            "state.backend.type", backend,
            "state.backend.incremental", "true",
            "taskmanager.memory.managed.size", "256m",
            "execution.buffer-timeout.interval", "5 ms");
    try (EmbeddedFlink flink = EmbeddedFlink.start(directory, settings)) {
      for (long rate : rates) {
        for (long interval : intervals) {
          measure(broker, flink, new SinkRun(interval, backend, rate, records(rate)));
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

  private void measure(EmbeddedBroker broker, EmbeddedFlink flink, SinkRun run) throws Exception {
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
      System.out.printf(
          "%11d | %7s | %9s | %9.0f | %6.0f | %6.0f | %6.0f%n",
          run.checkpointMillis(),
          run.backend(),
          run.rate() == 0 ? "all" : run.rate(),
          reader.recordsPerSecond(),
          reader.latencyMillis(50),
          reader.latencyMillis(99),
          reader.latencyMillis(100));
    }
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
