package io.surge.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** What was measured so far, as Markdown in a file that is complete after each measurement. */
final class Results {
  private final Map<Cell, List<SteadyState>> measured = new LinkedHashMap<>();
  private final Path file;

  Results(Path file) {
    this.file = file;
  }

  void add(Cell cell, SteadyState rate) {
    measured.computeIfAbsent(cell, key -> new ArrayList<>()).add(rate);
    try {
      Files.writeString(file, markdown());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String markdown() {
    StringBuilder text = new StringBuilder(Machine.describe()).append('\n');
    measured.keySet().stream()
        .map(Cell::scenario)
        .distinct()
        .sorted(
            Comparator.comparingInt(Scenario::zones)
                .thenComparingDouble(Scenario::hotShare)
                .thenComparingInt(Scenario::parallelism))
        .forEach(scenario -> text.append(table(scenario)));
    return text.toString();
  }

  private String table(Scenario scenario) {
    StringBuilder text = new StringBuilder();
    text.append("\n**").append(scenario.title()).append("**\n\n");
    text.append(
        "| program | state | events/s | : (a) | : (b) | : (c) | µs CPU/event |"
            + " rounds |\n|---|---|--:|--:|--:|--:|--:|--:|\n");
    for (Cell cell : measured.keySet()) {
      if (cell.scenario().equals(scenario)) {
        text.append(row(cell));
      }
    }
    return text.toString();
  }

  private String row(Cell cell) {
    return String.format(
        Locale.ROOT,
        "| %s | %s | %,.0f | %s | %s | %s | %.2f | %d |%n",
        cell.competitor().title(),
        cell.competitor().hasState() ? cell.state().title() : "-",
        rate(cell),
        ratio(cell, Competitor.LIMIT),
        ratio(cell, Competitor.DATASTREAM),
        ratio(cell, Competitor.SQL),
        median(cell, SteadyState::cpuMicrosPerEvent),
        measurements(cell).size());
  }

  /** The medians' ratio, to a peer on the same state backend. */
  private String ratio(Cell cell, Competitor peer) {
    return measured.keySet().stream()
        .filter(other -> other.competitor() == peer && other.scenario().equals(cell.scenario()))
        .filter(other -> !peer.hasState() || other.state() == cell.state())
        .filter(other -> !other.equals(cell) && cell.competitor().hasState())
        .findFirst()
        .map(other -> String.format(Locale.ROOT, "%.2f", rate(cell) / rate(other)))
        .orElse("");
  }

  private double rate(Cell cell) {
    return median(cell, SteadyState::eventsPerSecond);
  }

  private double median(Cell cell, ToDoubleFunction<SteadyState> figure) {
    double[] sorted = measurements(cell).stream().mapToDouble(figure).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  private List<SteadyState> measurements(Cell cell) {
    return Optional.ofNullable(measured.get(cell)).orElseThrow();
  }
}
