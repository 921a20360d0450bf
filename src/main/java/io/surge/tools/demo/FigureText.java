package io.surge.tools.demo;

import io.surge.map.Pulse.Figures;
import io.surge.map.RecentLatency;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Figures as words for a person. */
final class FigureText {
  private FigureText() {}

  static String rates(Figures figures) {
    return String.format(
        Locale.ROOT,
        "%,.0f events/s in, %,.0f live and %,.0f final quotes/s out",
        figures.requests().perSecond() + figures.updates().perSecond(),
        figures.liveQuotes().perSecond(),
        figures.finalQuotes().perSecond());
  }

  static String deadLetters(Figures figures) {
    long total = figures.deadLetters().stream().mapToLong(Map.Entry::getValue).sum();
    String reasons =
        figures.deadLetters().stream()
            .map(each -> each.getKey() + " " + each.getValue())
            .collect(Collectors.joining(", "));
    return String.format(Locale.ROOT, "%,d dead letters", total)
        + (total == 0 ? "" : ": " + reasons);
  }

  static String latency(RecentLatency.Summary latency) {
    return latency.count() == 0
        ? "live latency not measured yet"
        : "event sent to live quote in hand: p50 %d ms, p99 %d ms"
            .formatted(latency.p50(), latency.p99());
  }
}
