package io.surge.map.prices;

import io.surge.domain.SurgeQuote;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The newest quote of each zone, from the records of both topics in any interleaving, with
 * duplicates and replays.
 *
 * <ol>
 *   <li>Of each topic the last record counts, in partition order, whose window is not older than
 *       the one held.
 *   <li>Of the two the newer window counts; of the same window, the final quote.
 *   <li>A quote without demand and supply is where a zone ends: the closing quote, a window that a
 *       correction emptied, or a forecast of nothing. It stands for {@value #PATIENCE_IN_SLIDES}
 *       slides after it was computed, in which a quote of a newer window may follow, and then the
 *       zone leaves. A zone that is away is not brought back by such a quote.
 *   <li>What a zone's topics said last is remembered after it left, so that an older record that
 *       arrives only then does not bring it back. A zone is forgotten, and its records are ignored,
 *       {@link #MEMORY} behind the newest window seen.
 * </ol>
 *
 * <p>One thread feeds it and calls {@link #letGo()} now and then; any may ask.
 */
public final class SurgePrices {
  /** How far behind the newest window, in time of the data, a zone is forgotten. */
  public static final Duration MEMORY = Duration.ofHours(1);

  /** Before every time; far enough from the least number to be reckoned with. */
  public static final long NONE_SEEN = Long.MIN_VALUE / 2;

  private static final int PATIENCE_IN_SLIDES = 2;
  private static final long FORGET_EVERY_MS = Duration.ofMinutes(1).toMillis();

  private record Zone(HeldQuotes held, boolean left) {
    static final Zone UNKNOWN = new Zone(HeldQuotes.NONE, true);
  }

  private record Departure(long at, SurgeQuote lastQuote) {}

  private final long patience;
  private final Clock clock;
  private final PriceListener listener;
  private final Map<String, Zone> zones = new ConcurrentHashMap<>();
  private final PriorityQueue<Departure> departures =
      new PriorityQueue<>(Comparator.comparingLong(Departure::at));
  private volatile long newestWindowEnd = NONE_SEEN;
  private volatile long newestFinalWindowEnd = NONE_SEEN;
  private long forgetAgainAt = NONE_SEEN;

  /**
   * @param windowSlide the pipeline's
   */
  public SurgePrices(Duration windowSlide, Clock clock, PriceListener listener) {
    this.patience = PATIENCE_IN_SLIDES * windowSlide.toMillis();
    this.clock = clock;
    this.listener = listener;
  }

  /** The price of a zone, or none if it was never quoted or has left. */
  public Optional<ZonePrice> priceOf(String zoneId) {
    Zone zone = zones.getOrDefault(zoneId, Zone.UNKNOWN);
    if (zone.left()) {
      return Optional.empty();
    }
    SurgeQuote quote = zone.held().newest();
    return Optional.of(new ZonePrice(quote, quote.windowEnd() < behindBefore()));
  }

  /**
   * A zone is behind if its quote's window ends before this: more than {@value #PATIENCE_IN_SLIDES}
   * slides before the newest of which there are final quotes, or forecasts where there are no final
   * ones. A zone whose price does not change has only final quotes, and those trail the forecasts
   * by the allowed disorder and, if they are exactly once, by a checkpoint.
   */
  public long behindBefore() {
    long settled = newestFinalWindowEnd;
    return (settled == NONE_SEEN ? newestWindowEnd : settled) - patience;
  }

  /** The newest window end of all quotes so far, or {@link #NONE_SEEN} before the first. */
  public long newestWindowEnd() {
    return newestWindowEnd;
  }

  /** Takes the next record of a topic, in the order of its partition. */
  public void accept(QuoteTopic topic, SurgeQuote quote) {
    if (isForgotten(quote)) {
      return;
    }
    newestWindowEnd = Math.max(newestWindowEnd, quote.windowEnd());
    if (topic == QuoteTopic.FINAL) {
      newestFinalWindowEnd = Math.max(newestFinalWindowEnd, quote.windowEnd());
    }
    Zone before = zones.getOrDefault(quote.zoneId(), Zone.UNKNOWN);
    HeldQuotes held = before.held().and(topic, quote);
    SurgeQuote newest = held.newest();
    if (newest.equals(before.held().newest())) {
      zones.put(quote.zoneId(), new Zone(held, before.left()));
    } else {
      show(newest, held, before.left());
    }
  }

  private void show(SurgeQuote newest, HeldQuotes held, boolean wasAway) {
    boolean empty = newest.demand() == 0 && newest.supply() == 0;
    boolean away = wasAway && empty;
    zones.put(newest.zoneId(), new Zone(held, away));
    if (away) {
      return;
    }
    listener.changed(newest);
    if (empty) {
      long since = Math.min(clock.millis(), newest.computedAt());
      departures.add(new Departure(since + patience, newest));
    }
  }

  /** Lets zones leave whose time has come. To be called every second or more often. */
  public void letGo() {
    long now = clock.millis();
    while (!departures.isEmpty() && departures.peek().at() <= now) {
      leave(departures.remove().lastQuote());
    }
    if (newestWindowEnd >= forgetAgainAt) {
      forgetAgainAt = newestWindowEnd + FORGET_EVERY_MS;
      zones.values().stream()
          .map(zone -> zone.held().newest())
          .filter(this::isForgotten)
          .forEach(this::forget);
    }
  }

  private void leave(SurgeQuote lastQuote) {
    Zone zone = zones.getOrDefault(lastQuote.zoneId(), Zone.UNKNOWN);
    if (!zone.left() && lastQuote.equals(zone.held().newest())) {
      zones.put(lastQuote.zoneId(), new Zone(zone.held(), true));
      listener.left(lastQuote.zoneId());
    }
  }

  private void forget(SurgeQuote quote) {
    Zone zone = zones.remove(quote.zoneId());
    if (!zone.left()) {
      listener.left(quote.zoneId());
    }
  }

  private boolean isForgotten(SurgeQuote quote) {
    return quote.windowEnd() < newestWindowEnd - MEMORY.toMillis();
  }
}
