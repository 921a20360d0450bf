package io.surge.bench;

import io.surge.tools.ToolException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * The second part of {@code make bench-scale}: everything at once, on a cluster with the defaults.
 * The highest of the rates is offered first; where it is not held, the highest that is held is
 * searched for by halving, and then offered for long.
 */
@Command(
    name = "sustained",
    description = "Measures the rate that the pipeline keeps up with, and how it fares there.")
final class SustainedCommand implements Runnable {
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final Duration LOOK_EVERY = Duration.ofMillis(200);

  @Option(names = "--rates", split = ",", description = "events a second, from low to high")
  private List<Integer> rates =
      List.of(10_000, 20_000, 30_000, 40_000, 50_000, 60_000, 70_000, 80_000, 90_000, 100_000);

  @Option(names = "--step", description = "for how long a rate is offered in the search")
  private Duration step = Duration.ofSeconds(60);

  @Option(names = "--duration", description = "for how long the highest is offered that is held")
  private Duration duration = Duration.ofMinutes(10);

  @Option(names = "--warmUp", description = "before each, with the same rate")
  private Duration warmUp = Duration.ofSeconds(30);

  /**
   * A very large city. With 278 drivers and 417 requests in each window of a zone, at 100,000
   * events a second, prices are in motion all the time: live quotes are as many as there can be.
   */
  @Option(names = "--zones", description = "zones with traffic")
  private int zones = 3_600;

  @Option(
      names = "--secondsBetweenUpdates",
      description = "between a driver's reports: with 20 there are 1,000,000 drivers at 100,000/s")
  private int secondsBetweenUpdates = 20;

  @Option(names = "--probesPerSecond", description = "requests whose live quotes are awaited")
  private int probesPerSecond = 100;

  @Option(names = "--quick", description = "in three minutes or so: short steps")
  private boolean quick;

  @Mixin private MemoryOptions memory = new MemoryOptions();

  @Option(names = "--output", description = "where the table and logs go")
  private Path output = Path.of("target", "bench");

  @Override
  public void run() {
    if (quick) {
      rates = List.of(25_000, 50_000, 100_000);
      step = Duration.ofSeconds(15);
      warmUp = Duration.ofSeconds(15);
      duration = Duration.ofSeconds(30);
    }
    Directory.create(output);
    try (BenchBroker broker = BenchBroker.start(output.resolve("broker.log"));
        BenchCluster cluster = BenchCluster.start(memory, output.resolve("submit.log"))) {
      try {
        measure(broker, cluster);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new ToolException("interrupted", e);
      } finally {
        cluster.saveLogs(output.resolve("scale-sustained-logs"));
      }
    }
  }

  private void measure(BenchBroker broker, BenchCluster cluster) throws InterruptedException {
    InputTopics input = new InputTopics("ride-requests", "driver-updates");
    PipelineTopics topics = PipelineTopics.numbered(input, 1);
    broker.create(InputTopics.PARTITIONS, topics.all());
    List<String> options = new ArrayList<>(topics.pipelineOptions());
    options.add("--bootstrapServers=" + broker.bootstrapServers());
    options.add("--liveTopic=" + topics.live());
    FlinkJob job = cluster.submit(options);
    try (LatencyRun load =
            new LatencyRun(broker.bootstrapServers(), topics, zones, secondsBetweenUpdates);
        ConsumerLag lag = new ConsumerLag(broker.bootstrapServers(), input)) {
      if (!load.awaitPipeline()) {
        throw new ToolException("the pipeline does not answer: see " + output);
      }
      SustainedReport report =
          new SustainedReport(output.resolve("scale-sustained.md"), zones, secondsBetweenUpdates);
      Trial trial =
          (rate, time) -> {
            awaitCaughtUp(lag, rate);
            long from = System.nanoTime() + warmUp.toNanos();
            JobWatch watch = new JobWatch(lag, job, from);
            LatencyRun.Level level;
            try (watch) {
              level = load.level(rate, probesPerSecond, warmUp, time);
            }
            boolean held = watch.trend().isBounded(rate);
            report.add(rate, time, held, level, watch, cluster.memory());
            return held;
          };
      Optional<Integer> highest = search(trial);
      if (highest.isPresent()) {
        trial.holds(highest.get(), duration);
      } else {
        System.out.println("not even the lowest rate is held");
      }
    }
  }

  private interface Trial {
    boolean holds(int rate, Duration time) throws InterruptedException;
  }

  private Optional<Integer> search(Trial trial) throws InterruptedException {
    int held = -1;
    int notHeld = rates.size();
    int next = rates.size() - 1;
    while (notHeld - held > 1) {
      if (trial.holds(rates.get(next), step)) {
        held = next;
      } else {
        notHeld = next;
      }
      next = (held + notHeld) / 2;
    }
    return held < 0 ? Optional.empty() : Optional.of(rates.get(held));
  }

  private static void awaitCaughtUp(ConsumerLag lag, int rate) throws InterruptedException {
    long begin = System.nanoTime();
    long before = lag.offsets().lag();
    while (lag.offsets().lag() > rate / 10) {
      TimeUnit.MILLISECONDS.sleep(LOOK_EVERY.toMillis());
      if (System.nanoTime() - begin > PATIENCE.toNanos()) {
        throw new ToolException("the pipeline does not catch up: " + lag.offsets());
      }
    }
    double seconds = (System.nanoTime() - begin) / 1e9;
    if (before > rate) {
      System.out.printf(Locale.ROOT, "caught up with %,d events in %.0f s%n", before, seconds);
    }
  }
}
