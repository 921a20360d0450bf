package io.surge.bench;

import static java.util.Objects.requireNonNullElse;

import io.surge.tools.ToolException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code make bench}. */
@Command(
    name = "throughput",
    description = "Measures how many events a second the pipeline and its peers take.")
final class ThroughputCommand implements Runnable {
  @Option(names = "--zones", split = ",", description = "numbers of zones")
  private List<Integer> zones = List.of(3_600, 200_000);

  @Option(
      names = "--states",
      split = ",",
      description = "where state is kept: ${COMPLETION-CANDIDATES}")
  private List<StateBackend> states = List.of(StateBackend.HEAP, StateBackend.ROCKSDB);

  @Option(
      names = "--competitors",
      split = ",",
      description = "what is measured: ${COMPLETION-CANDIDATES}")
  private @Nullable List<Competitor> competitors;

  @Option(names = "--hotShares", split = ",", description = "shares of one zone, 0 for none")
  private @Nullable List<Double> hotShares;

  @Option(names = "--parallelisms", split = ",", description = "threads of each kind")
  private @Nullable List<Integer> parallelisms;

  @Option(names = "--rounds", description = "how often each is measured")
  private @Nullable Integer rounds;

  @Option(names = "--events", description = "events in the input")
  private @Nullable Long events;

  @Option(names = "--eventsPerSecond", description = "density of the events' own times")
  private long eventsPerSecond = 100_000;

  @Option(names = "--warmUp", description = "before each is measured")
  private @Nullable Duration warmUp;

  @Option(names = "--duration", description = "for how long each is measured, at most")
  private @Nullable Duration duration;

  @Option(names = "--heap", description = "heap of each program's JVM")
  private String heap = "4g";

  @Option(names = "--quick", description = "within ten minutes: once, and not everything")
  private boolean quick;

  @Option(names = "--profile", description = "profile each while it is measured")
  private boolean profile;

  @Option(names = "--output", description = "where the table, logs and profiles go")
  private Path output = Path.of("target", "bench");

  private Effort effort = Effort.FULL;

  @Override
  public void run() {
    effort = effort();
    Results results = new Results(output.resolve("throughput.md"));
    Path log = output.resolve("broker.log");
    Directory.create(output);
    try (BenchBroker broker = BenchBroker.start(log)) {
      MeasuredJvms jvms = new MeasuredJvms(broker, output, heap);
      for (int zoneCount : zones) {
        for (double hotShare : effort.hotShares()) {
          InputTopics input = fill(broker, zoneCount, hotShare);
          measure(cells(zoneCount, hotShare), input, jvms, results);
          broker.delete(input.rideRequests(), input.driverUpdates());
        }
      }
    }
    System.out.println(results.markdown());
  }

  private Effort effort() {
    Effort usual = quick ? Effort.QUICK : Effort.FULL;
    return new Effort(
        requireNonNullElse(competitors, usual.competitors()),
        requireNonNullElse(hotShares, usual.hotShares()),
        requireNonNullElse(parallelisms, usual.parallelisms()),
        requireNonNullElse(rounds, usual.rounds()),
        requireNonNullElse(events, usual.events()),
        requireNonNullElse(warmUp, usual.warmUp()),
        requireNonNullElse(duration, usual.duration()));
  }

  private InputTopics fill(BenchBroker broker, int zoneCount, double hotShare) {
    long events = effort.events();
    String name = zoneCount + "-" + Math.round(100 * hotShare);
    InputTopics input = new InputTopics("ride-requests-" + name, "driver-updates-" + name);
    broker.create(InputTopics.PARTITIONS, input.rideRequests(), input.driverUpdates());
    long start = System.currentTimeMillis() - events * 1000 / eventsPerSecond - 60_000;
    System.out.printf("filling %,d events, %,d zones, hot %s%n", events, zoneCount, hotShare);
    Fill.send(
        broker.bootstrapServers(),
        new Traffic(input, ZonePlaces.square(zoneCount), hotShare, eventsPerSecond, start),
        events);
    return input;
  }

  private List<Cell> cells(int zoneCount, double hotShare) {
    List<Cell> cells = new ArrayList<>();
    for (int parallelism : effort.parallelisms()) {
      Scenario scenario = new Scenario(zoneCount, hotShare, parallelism);
      for (Competitor competitor : effort.competitors()) {
        for (StateBackend state : states) {
          boolean once = !competitor.hasState() && state != states.get(0);
          boolean slow = competitor == Competitor.BEAM && state == StateBackend.ROCKSDB;
          if (!once && !(quick && slow)) {
            cells.add(new Cell(scenario, competitor, state));
          }
        }
      }
    }
    return cells;
  }

  /** All of a round before any of the next: what changes on the machine meanwhile meets all. */
  private void measure(List<Cell> cells, InputTopics input, MeasuredJvms jvms, Results results) {
    for (int round = 1; round <= effort.rounds(); round++) {
      for (Cell cell : cells) {
        try {
          SteadyState rate = jvms.measure(cell, input, effort, profile);
          results.add(cell, rate);
          System.out.printf(
              "round %d: %s, %s, %s: %,.0f events/s, %.2f µs of CPU each%n",
              round,
              cell.competitor().title(),
              cell.state(),
              cell.scenario().title(),
              rate.eventsPerSecond(),
              rate.cpuMicrosPerEvent());
        } catch (ToolException e) {
          System.out.println("round " + round + ": " + cell.name() + ": " + e.getMessage());
        }
      }
    }
  }
}
