package io.surge.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.LongSummaryStatistics;

/** A row a trial. */
final class SustainedReport {
  private final MarkdownFile file;
  private final int secondsBetweenUpdates;

  SustainedReport(Path path, int zones, int secondsBetweenUpdates) {
    this.file = new MarkdownFile(path);
    this.secondsBetweenUpdates = secondsBetweenUpdates;
    file.add(
        String.format(
            Locale.ROOT,
            """

            %,d zones; each driver reports every %d s

            | offered, events/s | drivers | for, s | held | lag at the end, events | grows by, events/s \
            | live p50, ms | p99 | p99.9 | unanswered | live quotes/s | ON_TIME committed p50, ms | p99 | p99.9 \
            | checkpoints | failed | longest, s | state, MB | TaskManagers, GiB |
            |--:|--:|--:|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|
            """,
            zones,
            secondsBetweenUpdates));
  }

  void add(
      int rate,
      Duration time,
      boolean held,
      LatencyRun.Level level,
      JobWatch watch,
      ResidentMemory memory)
      throws InterruptedException {
    LagTrend trend = watch.trend();
    LongSummaryStatistics took =
        watch.checkpoints().stream().mapToLong(each -> each.took().toMillis()).summaryStatistics();
    long state = watch.checkpoints().stream().mapToLong(Checkpoint::stateBytes).max().orElse(0);
    file.add(
        String.format(
            Locale.ROOT,
            "| %,d | %,d | %d | %s | %,d | %,.0f | %s | %d of %d | %,d | %s | %d | %d | %.1f"
                + " | %,.0f | %.2f |%n",
            rate,
            Traffic.drivers(rate, secondsBetweenUpdates),
            time.toSeconds(),
            held ? "yes" : "no",
            trend.last(),
            trend.slope(),
            level.live().columns(),
            level.unanswered(),
            level.live().count(),
            level.liveQuotesPerSecond(),
            level.onTime().columns(),
            took.getCount(),
            watch.failedCheckpoints(),
            took.getCount() == 0 ? Double.NaN : took.getMax() / 1e3,
            state / 1e6,
            memory.gibibytesNow()));
  }
}
