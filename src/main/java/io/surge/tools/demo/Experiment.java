package io.surge.tools.demo;

import io.surge.domain.QuoteTiming;
import io.surge.domain.SurgeQuote;
import io.surge.tools.city.Outpost;
import io.surge.tools.load.TimedRecord;
import java.util.List;
import java.util.OptionalLong;

/**
 * How long it takes from an event to its live quote, measured again and again at one outpost. Its
 * only driver is free and taken by turns while riders ask, so that each update changes the price;
 * the supply in a quote tells which update it answers. Times in epoch milliseconds.
 */
final class Experiment {
  /** An answer that takes longer counts as this. */
  static final long LONGEST_MS = 10_000;

  /** Demand stays between one and the maximum multiplier. */
  private static final long RIDER_EVERY_MS = 10_000;

  private final Outpost outpost;
  private boolean free;
  private boolean answered = true;
  private long sentAt;
  private long riderAt;

  Experiment(Outpost outpost) {
    this.outpost = outpost;
  }

  /** What to send now: nothing while an answer is awaited. */
  synchronized List<TimedRecord> next(long now) {
    if (!answered && now - sentAt < LONGEST_MS) {
      return List.of();
    }
    if (now - riderAt >= RIDER_EVERY_MS) {
      riderAt = now;
      return List.of(outpost.riderAsked(now));
    }
    free = !free;
    answered = false;
    sentAt = now;
    return List.of(outpost.driverSeen(free, now));
  }

  /** How long it took, if this is the quote that was awaited. */
  synchronized OptionalLong receive(SurgeQuote quote, long now) {
    boolean answers =
        !answered && quote.timing() == QuoteTiming.EARLY && quote.supply() == (free ? 1 : 0);
    answered = answered || answers;
    return answers ? OptionalLong.of(now - sentAt) : OptionalLong.empty();
  }
}
