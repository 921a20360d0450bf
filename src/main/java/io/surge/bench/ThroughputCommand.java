package io.surge.bench;

import io.surge.tools.ToolException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code make bench}. */
@Command(
    name = "throughput",
    description = "Measures how many events a second the pipeline and its peers take.")
final class ThroughputCommand implements Runnable {
  @Option(names = "--zones", split = ",", description = "numbers of zones")
  private List<Integer> zones = List.of(3_600, 200_000);

  @Option(names = "--hotShares", split = ",", description = "shares of one zone, 0 for none")
  private List<Double> hotShares = List.of(0.0, 0.11, 0.5);

  @Option(names = "--parallelisms", split = ",", description = "threads of each kind")
  private List<Integer> parallelisms = List.of(1, 2);

  @Option(
      names = "--competitors",
      split = ",",
      description = "what is measured: ${COMPLETION-CANDIDATES}")
  private List<Competitor> competitors = List.of(Competitor.values());

  @Option(
      names = "--states",
      split = ",",
      description = "where state is kept: ${COMPLETION-CANDIDATES}")
  private List<StateBackend> states = List.of(StateBackend.values());

  @Option(names = "--rounds", description = "how often each is measured")
  private int rounds = 3;

  @Option(names = "--events", description = "events in the input")
  private long events = 40_000_000;

  @Option(names = "--eventsPerSecond", description = "density of the events' own times")
  private long eventsPerSecond = 100_000;

  @Option(names = "--warmUp", description = "before each is measured")
  private Duration warmUp = Duration.ofSeconds(15);

  @Option(names = "--duration", description = "for how long each is measured, at most")
  private Duration duration = Duration.ofSeconds(30);

  @Option(names = "--heap", description = "heap of each program's JVM")
  private String heap = "2g";

  @Option(
      names = "--quick",
      description = "ten minutes: one round, even spread, parallelism 2, less input, shorter times")
  private boolean quick;

  @Option(names = "--profile", description = "profile each after it was measured")
  private boolean profile;

  @Option(names = "--output", description = "where the table, logs and profiles go")
  private Path output = Path.of("target", "bench");

  @Override
  public void run() {
    Results results = new Results(output.resolve("throughput.md"));
    Path log = output.resolve("broker.log");
    Directory.create(output);
    try (BenchBroker broker = BenchBroker.start(log)) {
      MeasuredJvms jvms = new MeasuredJvms(broker, output, heap);
      for (int zoneCount : zones) {
        for (double hotShare : hotShares) {
          InputTopics input = fill(broker, zoneCount, hotShare);
          measure(cells(zoneCount, hotShare), input, jvms, results);
          broker.delete(input.rideRequests(), input.driverUpdates());
        }
      }
    }
    System.out.println(results.markdown());
  }

  private InputTopics fill(BenchBroker broker, int zoneCount, double hotShare) {
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
    for (int parallelism : parallelisms) {
      Scenario scenario = new Scenario(zoneCount, hotShare, parallelism);
      for (Competitor competitor : competitors) {
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
    for (int round = 1; round <= rounds; round++) {
      for (Cell cell : cells) {
        try {
          SteadyState rate = jvms.measure(cell, input, warmUp, duration, events, profile);
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
