package io.surge.bench;

import io.surge.tools.ToolException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * The first part of {@code make bench-scale}. Event time goes at a pace of its own here: it stands
 * still while nothing is sent, so that the state can be measured with all of its zones alive, and
 * goes on when the measurement wants windows to close.
 */
@Command(
    name = "state",
    description = "Measures the state of a driver a zone: size, checkpoints, restore, memory.")
final class StateCommand implements Runnable {
  private static final Duration PATIENCE = Duration.ofMinutes(20);
  private static final Duration LOOK_EVERY = Duration.ofMillis(200);
  private static final Path NAME = Path.of("scale-state.md");

  /** Longer than a window's slide and the disorder that is waited for. */
  private static final int SECONDS_THAT_CLOSE_WINDOWS = 12;

  @Option(names = "--zones", description = "zones, and drivers")
  private int zones = 1_000_000;

  @Option(names = "--rounds", description = "reports of each driver before anything is measured")
  private int rounds = 4;

  @Option(names = "--secondsBetweenUpdates", description = "between a driver's reports")
  private int secondsBetweenUpdates = 20;

  @Option(
      names = "--pace",
      description = "how fast the city goes on while checkpoints are measured: 1 is as it would")
  private double pace = 0.1;

  @Option(names = "--duration", description = "for how long checkpoints are measured under load")
  private Duration duration = Duration.ofMinutes(2);

  @Mixin private MemoryOptions memory = new MemoryOptions();

  @Option(names = "--output", description = "where the table and logs go")
  private Path output = Path.of("target", "bench");

  @Override
  public void run() {
    Directory.create(output);
    try (BenchBroker broker = BenchBroker.start(output.resolve("broker.log"));
        BenchCluster cluster = BenchCluster.start(memory, output.resolve("submit.log"))) {
      try {
        measure(broker, cluster);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new ToolException("interrupted", e);
      } finally {
        cluster.saveLogs(output.resolve("scale-state-logs"));
      }
    }
  }

  private void measure(BenchBroker broker, BenchCluster cluster) throws InterruptedException {
    InputTopics input = new InputTopics("ride-requests", "driver-updates");
    PipelineTopics topics = PipelineTopics.numbered(input, 1);
    broker.create(InputTopics.PARTITIONS, topics.all());
    long seconds = (long) rounds * secondsBetweenUpdates;
    Traffic traffic =
        Traffic.oneDriverAZone(
            secondsBetweenUpdates,
            input,
            ZonePlaces.square(zones),
            System.currentTimeMillis() - (seconds + 300) * 1000);
    PacedCity city = new PacedCity(broker.bootstrapServers(), traffic);
    city.goOn(seconds, Double.POSITIVE_INFINITY);

    List<String> options = new ArrayList<>(topics.pipelineOptions());
    options.add("--bootstrapServers=" + broker.bootstrapServers());
    options.add("--liveTopic=" + topics.live());
    options.add("--idleTimeout=never");
    MarkdownFile report = new MarkdownFile(output.resolve(NAME));
    try (ConsumerLag lag = new ConsumerLag(broker.bootstrapServers(), input)) {
      FlinkJob job = cluster.submit(options);
      awaitCaughtUp(lag, job);
      report.add(header());
      tellState(report, job);
      tellCheckpoints(report, job, city);
      report.add(memoryRows(cluster.memory()));
      awaitCaughtUp(lag, job);
      try (FirstQuote quotes = new FirstQuote(broker.bootstrapServers(), topics.surge())) {
        long killed = System.currentTimeMillis();
        cluster.killTaskManagers();
        city.closeWindows(SECONDS_THAT_CLOSE_WINDOWS);
        tell(report, "all TaskManagers killed", Recovery.follow(job, quotes, killed));
      }
      awaitCaughtUp(lag, job);
      try (FirstQuote quotes = new FirstQuote(broker.bootstrapServers(), topics.surge())) {
        job.cancel();
        String checkpoint = job.newestCheckpoints().get(0).path();
        city.closeWindows(SECONDS_THAT_CLOSE_WINDOWS);
        options.add("--savepointPath=" + checkpoint);
        long submitted = System.currentTimeMillis();
        FlinkJob again = cluster.submit(options);
        tell(
            report, "submitted again from a checkpoint", Recovery.follow(again, quotes, submitted));
      }
    }
  }

  /** Waits for a checkpoint of a time when all of the input had been read. */
  private static void awaitCaughtUp(ConsumerLag lag, FlinkJob job) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (lag.offsets().lag() > 0) {
      Thread.sleep(LOOK_EVERY.toMillis());
      if (System.nanoTime() > deadline) {
        throw new ToolException("the pipeline does not catch up: " + lag.offsets());
      }
    }
    long number = newest(job);
    while (newest(job) < number + 2) {
      Thread.sleep(LOOK_EVERY.toMillis());
    }
  }

  private static long newest(FlinkJob job) throws InterruptedException {
    return job.newestCheckpoints().stream().mapToLong(Checkpoint::number).max().orElse(0);
  }

  private String header() {
    return String.format(
        Locale.ROOT,
        """

        | %,d zones, %,d drivers | |
        |---|--:|
        """,
        zones,
        zones);
  }

  private void tellState(MarkdownFile report, FlinkJob job) throws InterruptedException {
    Checkpoint full = job.takeFullCheckpoint();
    report.add(
        row("state, MB", full.stateBytes() / 1e6)
            + row("full checkpoint, s", full.took().toMillis() / 1e3));
    Map<String, Long> bytes = job.stateByStep(full.number());
    long ofZones = sizeOf("SlidingCombine", bytes);
    long ofDrivers = sizeOf("FollowDrivers", bytes);
    report.add(
        row("state a zone, bytes", (double) ofZones / zones)
            + row("state a driver, bytes", (double) ofDrivers / zones)
            + row("other state, MB", (full.stateBytes() - ofZones - ofDrivers) / 1e6));
  }

  private static long sizeOf(String step, Map<String, Long> bytes) {
    return bytes.entrySet().stream()
        .filter(entry -> entry.getKey().contains(step))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  private void tellCheckpoints(MarkdownFile report, FlinkJob job, PacedCity city)
      throws InterruptedException {
    List<Checkpoint> checkpoints = new ArrayList<>();
    long first = newest(job);
    long until = System.nanoTime() + duration.toNanos();
    while (System.nanoTime() < until) {
      city.goOn(1, pace);
      long known = checkpoints.isEmpty() ? first : checkpoints.get(0).number();
      List<Checkpoint> fresh =
          job.newestCheckpoints().stream().filter(each -> each.number() > known).toList();
      checkpoints.addAll(0, fresh);
    }
    if (checkpoints.isEmpty()) {
      throw new ToolException("no checkpoint was completed within " + duration.toSeconds() + " s");
    }
    List<Checkpoint> sorted =
        checkpoints.stream().sorted(Comparator.comparing(Checkpoint::took)).toList();
    report.add(
        row("incremental checkpoints under load", checkpoints.size())
            + row("events/s under load", city.eventsPerSecond() * pace)
            + row("median, s", sorted.get(sorted.size() / 2).took().toMillis() / 1e3)
            + row("longest, s", sorted.get(sorted.size() - 1).took().toMillis() / 1e3)
            + row(
                "written for one, MB, mean",
                checkpoints.stream().mapToLong(Checkpoint::writtenBytes).average().orElseThrow()
                    / 1e6)
            + row("failed", (double) job.checkpointCounts().failed()));
  }

  private static String memoryRows(ResidentMemory memory) {
    return row("memory of all TaskManagers, GiB", memory.gibibytesNow())
        + row("at most, GiB", memory.gibibytesMost());
  }

  private static void tell(MarkdownFile report, String what, Recovery recovery) {
    report.add(
        row(what + ": runs again after, s", recovery.running().toMillis() / 1e3)
            + row("first new final quote after, s", recovery.firstQuote().toMillis() / 1e3));
  }

  private static String row(String what, double figure) {
    return String.format(Locale.ROOT, "| %s | %,.1f |%n", what, figure);
  }
}
