package io.surge.bench;

import io.surge.tools.ToolException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;
import org.checkerframework.checker.nullness.qual.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code make bench-api}. */
@Command(
    name = "api",
    description =
        "Measures how many prices of places the map's API answers a second, and how fast. Client,"
            + " map, pipeline, broker and city share the machine.")
final class ApiCommand implements Runnable {
  private static final double NANOS_PER_MILLI = 1e6;
  private static final int MOST_CONNECTIONS = 150;

  @Spec private CommandSpec spec;

  @Option(
      names = "--url",
      description = "of a map that runs; without it a demo runs for as long as it is measured")
  private @Nullable URI url;

  @Option(names = "--connections", split = ",", description = "that ask at once, in turn")
  private List<Integer> connections = List.of(1, 16, 64);

  @Option(names = "--duration", description = "for how long each number is measured")
  private Duration duration = Duration.ofSeconds(15);

  @Option(names = "--warmUp", description = "before the first is measured")
  private Duration warmUp = Duration.ofSeconds(15);

  @Option(names = "--output", description = "where the demo's log goes")
  private Path output = Path.of("target", "bench");

  @Override
  public void run() {
    requireSensibleOptions();
    try {
      if (url != null) {
        measure(url);
        return;
      }
      Directory.create(output);
      try (DemoBeside demo = DemoBeside.start(output.resolve("demo.log"))) {
        measure(demo.map());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ToolException("interrupted", e);
    }
  }

  private void requireSensibleOptions() {
    if (url != null && (!"http".equals(url.getScheme()) || url.getPort() < 0)) {
      throw mistake("--url takes http://<host>:<port>");
    }
    if (connections.stream().anyMatch(each -> each < 1 || each > MOST_CONNECTIONS)) {
      throw mistake("--connections takes numbers from 1 to " + MOST_CONNECTIONS);
    }
    if (duration.isZero()) {
      throw mistake("--duration takes a duration above 0");
    }
  }

  private ParameterException mistake(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private void measure(URI map) throws InterruptedException {
    new QuoteApiLoad(map, Collections.max(connections)).run(warmUp);
    System.out.println(Machine.describe());
    System.out.println("| connections | requests/s | p50, ms | p99 | p99.9 |");
    System.out.println("|--:|--:|--:|--:|--:|");
    for (int each : connections) {
      System.out.println(row(each, new QuoteApiLoad(map, each).run(duration)));
    }
  }

  private String row(int number, Histogram times) {
    return String.format(
        Locale.ROOT,
        "| %d | %,.0f | %.2f | %.2f | %.2f |",
        number,
        times.getTotalCount() * 1000.0 / duration.toMillis(),
        times.getValueAtPercentile(50) / NANOS_PER_MILLI,
        times.getValueAtPercentile(99) / NANOS_PER_MILLI,
        times.getValueAtPercentile(99.9) / NANOS_PER_MILLI);
  }
}
