package io.surge;

import io.surge.QuoteLedger.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** How long it took after each blow until there was a new final quote, and what came of it all. */
final class CrashReport {
  private static final String ROW = "%-40s %5s  %s%n";

  private final Map<String, List<Duration>> recoveries = new LinkedHashMap<>();

  void recovered(String blow, Duration after) {
    recoveries.computeIfAbsent(blow, name -> new ArrayList<>()).add(after);
  }

  String text(QuoteLedger quotes, ExpectedLetters letters, Verdict verdict) {
    StringBuilder text = new StringBuilder();
    text.append(String.format(ROW, "", "times", "seconds to the first new final quote"));
    recoveries.forEach(
        (blow, times) -> text.append(String.format(ROW, blow, times.size(), seconds(times))));
    text.append(
        String.format(
            "%,d final quotes, %,d dead letters: %d lost, %d doubled, %d wrong, %d out of order%n",
            quotes.count(),
            letters.count(),
            verdict.lost().size(),
            verdict.doubled().size(),
            verdict.wrong().size(),
            verdict.outOfOrder().size()));
    return text.toString();
  }

  private static String seconds(List<Duration> times) {
    return times.stream()
        .map(time -> String.format(Locale.ROOT, "%.1f", time.toMillis() / 1000.0))
        .collect(Collectors.joining(" "));
  }
}
