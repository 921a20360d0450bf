package io.surge;

import io.surge.SurgeOracle.Answer;
import io.surge.domain.InputRecord;
import io.surge.domain.QuoteTiming;
import io.surge.domain.SurgeQuote;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Holds what a pipeline put out against the oracle's answer and says what differs. */
final class Comparison {
  private final Answer answer;
  private final Outcome outcome;
  private final List<String> differences = new ArrayList<>();

  private Comparison(Answer answer, Outcome outcome) {
    this.answer = answer;
    this.outcome = outcome;
  }

  /**
   * Compares the newest final quote of every zone and window, what was too late, and the rules that
   * the sequence of a window's quotes keeps on any runner.
   */
  static List<String> ofNewestQuotes(Answer answer, Outcome outcome) {
    Comparison comparison = new Comparison(answer, outcome);
    comparison.differ("newest final quote", newest(answer.finals()), newest(outcome.finals()));
    sequences(outcome.finals()).values().forEach(comparison::checkSequence);
    comparison.tooLate();
    return comparison.differences;
  }

  /**
   * The same where events come in batches: a window that a late event fills and another of its
   * batch empties again may go unmentioned.
   */
  static List<String> ofBatches(Answer answer, Outcome outcome, long slide) {
    Comparison comparison = new Comparison(answer, outcome);
    comparison.differ(
        "newest final quote",
        withoutEmptied(newest(answer.finals()), slide),
        withoutEmptied(newest(outcome.finals()), slide));
    sequences(outcome.finals()).values().forEach(comparison::checkSequence);
    comparison.tooLate();
    return comparison.differences;
  }

  /** Compares every final quote of every zone and window, what was too late, and what went live. */
  static List<String> ofAllQuotes(Answer answer, Outcome outcome) {
    Comparison comparison = new Comparison(answer, outcome);
    comparison.differ("final quotes", sequences(answer.finals()), sequences(outcome.finals()));
    comparison.differ(
        "closing quotes that went live", timings(answer.closing()), timings(outcome.closing()));
    comparison.tooLate();
    return comparison.differences;
  }

  private record ZoneWindow(long end, String zoneId) implements Comparable<ZoneWindow> {
    static ZoneWindow of(SurgeQuote quote) {
      return new ZoneWindow(quote.windowEnd(), quote.zoneId());
    }

    ZoneWindow before(long slide) {
      return new ZoneWindow(end - slide, zoneId);
    }

    @Override
    public int compareTo(ZoneWindow other) {
      return Comparator.comparingLong(ZoneWindow::end)
          .thenComparing(ZoneWindow::zoneId)
          .compare(this, other);
    }

    @Override
    public String toString() {
      return zoneId + " until " + Story.time(end);
    }
  }

  private record Price(double multiplier, long demand, long supply, long windowStart) {
    static Price of(SurgeQuote quote) {
      return new Price(quote.multiplier(), quote.demand(), quote.supply(), quote.windowStart());
    }

    boolean isEmpty() {
      return demand == 0 && supply == 0;
    }
  }

  private static Map<ZoneWindow, List<SurgeQuote>> sequences(List<SurgeQuote> quotes) {
    return quotes.stream()
        .collect(Collectors.groupingBy(ZoneWindow::of, TreeMap::new, Collectors.toList()));
  }

  private static Map<ZoneWindow, Price> newest(List<SurgeQuote> quotes) {
    return quotes.stream()
        .collect(
            Collectors.toMap(ZoneWindow::of, Price::of, (older, newer) -> newer, TreeMap::new));
  }

  /** All but windows that are empty and close nothing. */
  private static Map<ZoneWindow, Price> withoutEmptied(Map<ZoneWindow, Price> newest, long slide) {
    Map<ZoneWindow, Price> rest = new TreeMap<>(newest);
    rest.entrySet()
        .removeIf(
            quote ->
                quote.getValue().isEmpty() && isEmpty(newest.get(quote.getKey().before(slide))));
    return rest;
  }

  private static boolean isEmpty(@Nullable Price price) {
    return price == null || price.isEmpty();
  }

  private static Map<ZoneWindow, List<QuoteTiming>> timings(List<SurgeQuote> quotes) {
    return quotes.stream()
        .collect(
            Collectors.groupingBy(
                ZoneWindow::of,
                TreeMap::new,
                Collectors.mapping(SurgeQuote::timing, Collectors.toList())));
  }

  /** Revisions count up from 0, only the first may be on time, and each changes something. */
  private void checkSequence(List<SurgeQuote> quotes) {
    for (int i = 0; i < quotes.size(); i++) {
      SurgeQuote quote = quotes.get(i);
      if (quote.revision() != i
          || quote.timing() == QuoteTiming.EARLY
          || (i > 0 && quote.timing() == QuoteTiming.ON_TIME)
          || (i > 0 && Price.of(quote).equals(Price.of(quotes.get(i - 1))))) {
        differences.add("out of sequence: " + quotes);
        return;
      }
    }
  }

  private void tooLate() {
    differ("too late", byOffset(answer.tooLate()), byOffset(outcome.rejectedAsTooLate()));
  }

  private static Map<Long, List<InputRecord>> byOffset(List<InputRecord> records) {
    return records.stream()
        .collect(Collectors.groupingBy(InputRecord::offset, TreeMap::new, Collectors.toList()));
  }

  private <K, V> void differ(String what, Map<K, V> expected, Map<K, V> actual) {
    Set<K> keys = new TreeSet<>(expected.keySet());
    keys.addAll(actual.keySet());
    for (K key : keys) {
      if (!Objects.equals(expected.get(key), actual.get(key))) {
        differences.add(
            String.format(
                "%s, %s:%n  expected %s%n  but was  %s",
                what, key, expected.get(key), actual.get(key)));
      }
    }
  }
}
