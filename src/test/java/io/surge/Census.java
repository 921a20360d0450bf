package io.surge;

import io.surge.SurgeOracle.Answer;
import io.surge.SurgeOracle.Arrival;
import io.surge.domain.DriverUpdate;
import io.surge.domain.SurgeQuote;
import io.surge.domain.Zone;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Counts what the compared streams were made of, so that nobody compares empty streets. */
final class Census {
  private final Map<String, Long> counts = new TreeMap<>();

  synchronized void add(Answer answer) {
    count("streams", 1);
    for (Punctuality punctuality : Punctuality.values()) {
      count("events " + inWords(punctuality), arrivals(answer, punctuality));
    }
    count("driver moves", moves(answer));
    count("final quotes", answer.finals().size());
    count("corrections", corrections(answer).size());
    count("windows emptied", corrections(answer).stream().filter(Census::isEmpty).count());
    count("closing quotes", answer.closing().size());
    count("zones reopened", reopened(answer));
  }

  /** How many there were of each kind of thing that is counted. */
  synchronized Collection<Long> ofEach() {
    return List.copyOf(counts.values());
  }

  @Override
  public synchronized String toString() {
    return counts.entrySet().stream()
        .map(count -> count.getKey() + " " + count.getValue())
        .collect(Collectors.joining(", "));
  }

  private void count(String what, long more) {
    counts.merge(what, more, Long::sum);
  }

  private static String inWords(Punctuality punctuality) {
    return punctuality.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static long arrivals(Answer answer, Punctuality punctuality) {
    return answer.arrivals().stream()
        .filter(arrival -> arrival.punctuality() == punctuality)
        .count();
  }

  private static long moves(Answer answer) {
    Map<String, Zone> heardFrom = new HashMap<>();
    long moves = 0;
    for (Arrival arrival : answer.arrivals()) {
      if (arrival.event() instanceof DriverUpdate update) {
        Zone before = heardFrom.put(update.driverId(), update.zone());
        if (before != null && !before.equals(update.zone())) {
          moves++;
        }
      }
    }
    return moves;
  }

  private static List<SurgeQuote> corrections(Answer answer) {
    return answer.finals().stream().filter(quote -> quote.revision() > 0).toList();
  }

  /** Closing quotes after which the zone had a price again. */
  private static long reopened(Answer answer) {
    return answer.closing().stream()
        .filter(
            closing ->
                answer.finals().stream()
                    .anyMatch(quote -> isEarlier(closing, quote) && !isEmpty(quote)))
        .count();
  }

  private static boolean isEarlier(SurgeQuote one, SurgeQuote other) {
    return one.zoneId().equals(other.zoneId()) && one.windowEnd() < other.windowEnd();
  }

  private static boolean isEmpty(SurgeQuote quote) {
    return quote.demand() == 0 && quote.supply() == 0;
  }
}
