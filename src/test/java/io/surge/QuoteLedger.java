package io.surge;

import io.surge.domain.QuoteTiming;
import io.surge.domain.SurgeQuote;
import io.surge.kafka.SurgeQuoteJson;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** All final quotes that a consumer has been given, held against what the oracle says. */
final class QuoteLedger {
  private static final int ENOUGH = 10;

  private final Map<ZoneWindow, List<SurgeQuote>> published = new HashMap<>();
  private final Map<String, Integer> partitions = new HashMap<>();
  private final Map<String, Long> closedUntil = new HashMap<>();
  private final List<String> outOfOrder = new ArrayList<>();
  private long newestEnd = Long.MIN_VALUE;
  private long newestComputation = Long.MIN_VALUE;

  /**
   * What is wrong, a line each.
   *
   * @param lost windows without the quote that they must have, and revisions that were left out
   * @param doubled revisions of a window that came twice
   * @param wrong windows whose newest quote is not the oracle's, and corrections that change
   *     nothing
   * @param outOfOrder quotes on time that came after that of a later window of their zone, and
   *     quotes of a zone in another partition than its others
   */
  record Verdict(
      List<String> lost, List<String> doubled, List<String> wrong, List<String> outOfOrder) {
    boolean isClean() {
      return Stream.of(lost, doubled, wrong, outOfOrder).allMatch(List::isEmpty);
    }

    /** Whether all is there and right, whatever came twice. */
    boolean isComplete() {
      return lost.isEmpty() && wrong.isEmpty();
    }

    /** The first few of them. */
    List<String> examples() {
      return Stream.of(lost, doubled, wrong, outOfOrder)
          .flatMap(kind -> kind.stream().limit(ENOUGH))
          .toList();
    }
  }

  void arrived(ConsumerRecord<byte[], byte[]> record) {
    SurgeQuote quote = SurgeQuoteJson.decode(record.value());
    published.computeIfAbsent(ZoneWindow.of(quote), window -> new ArrayList<>()).add(quote);
    newestEnd = Math.max(newestEnd, quote.windowEnd());
    newestComputation = Math.max(newestComputation, quote.computedAt());
    Integer partition = partitions.putIfAbsent(quote.zoneId(), record.partition());
    if (partition != null && partition != record.partition()) {
      outOfOrder.add("not in partition " + partition + ": " + quote);
    }
    if (quote.timing() == QuoteTiming.ON_TIME) {
      Long before = closedUntil.put(quote.zoneId(), quote.windowEnd());
      if (before != null && before >= quote.windowEnd()) {
        outOfOrder.add("after the window until " + before + ": " + quote);
      }
    }
  }

  /** How many there are. */
  int count() {
    return published.values().stream().mapToInt(List::size).sum();
  }

  /** Whether there is a revision that came twice. */
  boolean hasRepetitions() {
    return published.values().stream()
        .anyMatch(
            quotes -> quotes.stream().map(SurgeQuote::revision).distinct().count() < quotes.size());
  }

  /** The latest end of a window that has a quote, in epoch milliseconds. */
  long newestEnd() {
    return newestEnd;
  }

  /** When the latest quote was computed, in epoch milliseconds. */
  long newestComputation() {
    return newestComputation;
  }

  /**
   * Compares what has come so far. Late events may empty a window again: it and the one behind it,
   * whose quote was the closing one, then keep a quote that says nothing else.
   */
  Verdict against(PunctualOracle answer) {
    Verdict verdict =
        new Verdict(
            new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), List.copyOf(outOfOrder));
    Map<ZoneWindow, List<SurgeQuote>> surplus = new HashMap<>(published);
    for (String zone : answer.zones()) {
      answer
          .quotes(zone, Long.MAX_VALUE)
          .forEach(expected -> judge(expected, surplus.remove(ZoneWindow.of(expected)), verdict));
    }
    surplus.values().stream()
        .filter(quotes -> !isEmpty(quotes.get(quotes.size() - 1)))
        .forEach(quotes -> verdict.wrong.add("expected none but was " + quotes));
    published.values().forEach(quotes -> judgeSequence(quotes, verdict));
    return verdict;
  }

  private static void judge(SurgeQuote expected, List<SurgeQuote> quotes, Verdict verdict) {
    if (quotes == null) {
      verdict.lost.add("expected " + expected);
    } else if (!isSamePrice(expected, quotes.get(quotes.size() - 1))) {
      verdict.wrong.add("expected " + expected + " but was " + quotes);
    }
  }

  /** Revisions count up from 0, and each changes something. */
  private static void judgeSequence(List<SurgeQuote> quotes, Verdict verdict) {
    long next = 0;
    for (int i = 0; i < quotes.size(); i++) {
      long revision = quotes.get(i).revision();
      if (revision > next) {
        verdict.lost.add("a revision before " + quotes.get(i) + " in " + quotes);
      } else if (revision < next) {
        verdict.doubled.add(quotes.get(i) + " in " + quotes);
      } else if (i > 0 && isSamePrice(quotes.get(i), quotes.get(i - 1))) {
        verdict.wrong.add("nothing new in " + quotes.get(i));
      }
      next = Math.max(next, revision + 1);
    }
  }

  private static boolean isSamePrice(SurgeQuote one, SurgeQuote other) {
    return one.multiplier() == other.multiplier()
        && one.demand() == other.demand()
        && one.supply() == other.supply()
        && one.windowStart() == other.windowStart();
  }

  private static boolean isEmpty(SurgeQuote quote) {
    return quote.demand() == 0 && quote.supply() == 0 && quote.multiplier() == 1;
  }
}
