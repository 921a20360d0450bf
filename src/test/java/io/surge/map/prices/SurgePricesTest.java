package io.surge.map.prices;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import io.surge.domain.QuoteTiming;
import io.surge.domain.SurgeQuote;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class SurgePricesTest {
  private static final long SLIDE = 5_000;
  private static final String HARBOUR = "zone_1_1";
  private static final String STATION = "zone_2_2";

  private final SettableClock clock = new SettableClock(60_000);
  private final List<String> told = new ArrayList<>();
  private final SurgePrices prices =
      new SurgePrices(
          Duration.ofMillis(SLIDE),
          clock,
          new PriceListener() {
            @Override
            public void changed(SurgeQuote quote) {
              told.add(quote.zoneId() + " " + quote.multiplier());
            }

            @Override
            public void left(String zoneId) {
              told.add(zoneId + " left");
            }
          });

  @Test
  void knowsNoPriceOfAZoneThatWasNeverQuoted() {
    assertThat(prices.priceOf(HARBOUR), is(Optional.empty()));
    assertThat(prices.newestWindowEnd(), is(SurgePrices.NONE_SEEN));
  }

  @Test
  void takesTheNewerWindowWhicheverTopicItIsOn() {
    SurgeQuote early = quote(HARBOUR, 65_000, QuoteTiming.EARLY, 2, 1);
    prices.accept(QuoteTopic.LIVE, early);
    prices.accept(QuoteTopic.FINAL, quote(HARBOUR, 60_000, QuoteTiming.ON_TIME, 3, 1));
    assertThat(prices.priceOf(HARBOUR), is(Optional.of(new ZonePrice(early, false))));
    SurgeQuote settled = quote(HARBOUR, 70_000, QuoteTiming.ON_TIME, 4, 1);
    prices.accept(QuoteTopic.FINAL, settled);
    assertThat(prices.priceOf(HARBOUR), is(Optional.of(new ZonePrice(settled, false))));
  }

  @Test
  void prefersTheFinalQuoteOfAWindowToAForecastThatArrivesAfterIt() {
    SurgeQuote settled = quote(HARBOUR, 65_000, QuoteTiming.ON_TIME, 3, 1);
    prices.accept(QuoteTopic.FINAL, settled);
    prices.accept(QuoteTopic.LIVE, quote(HARBOUR, 65_000, QuoteTiming.EARLY, 2, 1));
    assertThat(prices.priceOf(HARBOUR), is(Optional.of(new ZonePrice(settled, false))));
  }

  @Test
  void takesTheLastRecordOfAWindowEvenIfItsRevisionWasSeenBefore() {
    prices.accept(QuoteTopic.LIVE, quote(HARBOUR, 65_000, QuoteTiming.EARLY, 2, 1));
    SurgeQuote replayed = quote(HARBOUR, 65_000, QuoteTiming.EARLY, 4, 1);
    prices.accept(QuoteTopic.LIVE, replayed);
    assertThat(prices.priceOf(HARBOUR), is(Optional.of(new ZonePrice(replayed, false))));
  }

  @Test
  void passesOverACorrectionOfAnOlderWindow() {
    SurgeQuote newest = quote(HARBOUR, 65_000, QuoteTiming.ON_TIME, 2, 1);
    prices.accept(QuoteTopic.FINAL, newest);
    prices.accept(QuoteTopic.FINAL, quote(HARBOUR, 60_000, QuoteTiming.LATE, 5, 1));
    assertThat(prices.priceOf(HARBOUR), is(Optional.of(new ZonePrice(newest, false))));
  }

  @Test
  void tellsOfADuplicateOnlyOnce() {
    SurgeQuote quote = quote(HARBOUR, 65_000, QuoteTiming.EARLY, 2, 1);
    prices.accept(QuoteTopic.LIVE, quote);
    prices.accept(QuoteTopic.LIVE, quote);
    prices.accept(QuoteTopic.FINAL, quote);
    assertThat(told, contains("zone_1_1 2.0"));
  }

  @Test
  void callsAZoneBehindThatIsMoreThanTwoSlidesOlderThanTheNewestForecast() {
    SurgeQuote quote = quote(HARBOUR, 60_000, QuoteTiming.EARLY, 2, 1);
    prices.accept(QuoteTopic.LIVE, quote);
    prices.accept(QuoteTopic.LIVE, quote(STATION, 70_000, QuoteTiming.EARLY, 1, 1));
    assertThat(prices.priceOf(HARBOUR), is(Optional.of(new ZonePrice(quote, false))));
    prices.accept(QuoteTopic.LIVE, quote(STATION, 75_000, QuoteTiming.EARLY, 1, 1));
    assertThat(prices.priceOf(HARBOUR), is(Optional.of(new ZonePrice(quote, true))));
  }

  @Test
  void doesNotCallAZoneBehindWhoseFinalQuotesTrailTheForecastsOfOthers() {
    SurgeQuote quote = quote(HARBOUR, 60_000, QuoteTiming.ON_TIME, 2, 1);
    prices.accept(QuoteTopic.FINAL, quote);
    prices.accept(QuoteTopic.LIVE, quote(STATION, 90_000, QuoteTiming.EARLY, 1, 1));
    assertThat(prices.priceOf(HARBOUR), is(Optional.of(new ZonePrice(quote, false))));
    prices.accept(QuoteTopic.FINAL, quote(STATION, 75_000, QuoteTiming.ON_TIME, 1, 1));
    assertThat(prices.priceOf(HARBOUR), is(Optional.of(new ZonePrice(quote, true))));
  }

  @Test
  void letsAZoneLeaveTwoSlidesAfterItsClosingQuote() {
    prices.accept(QuoteTopic.FINAL, quote(HARBOUR, 60_000, QuoteTiming.ON_TIME, 2, 1));
    SurgeQuote closing = quote(HARBOUR, 65_000, QuoteTiming.ON_TIME, 0, 0);
    prices.accept(QuoteTopic.LIVE, closing);
    prices.accept(QuoteTopic.FINAL, closing);
    clock.advance(2 * SLIDE - 1);
    prices.letGo();
    assertThat(prices.priceOf(HARBOUR), is(Optional.of(new ZonePrice(closing, false))));
    clock.advance(1);
    prices.letGo();
    assertThat(prices.priceOf(HARBOUR), is(Optional.empty()));
    assertThat(told, contains("zone_1_1 2.0", "zone_1_1 1.0", "zone_1_1 left"));
  }

  @Test
  void keepsAZoneThatIsQuotedAnewWhileItIsAboutToLeave() {
    prices.accept(QuoteTopic.FINAL, quote(HARBOUR, 60_000, QuoteTiming.ON_TIME, 2, 1));
    prices.accept(QuoteTopic.FINAL, quote(HARBOUR, 65_000, QuoteTiming.ON_TIME, 0, 0));
    SurgeQuote anew = quote(HARBOUR, 70_000, QuoteTiming.EARLY, 1, 0);
    prices.accept(QuoteTopic.LIVE, anew);
    clock.advance(4 * SLIDE);
    prices.letGo();
    assertThat(prices.priceOf(HARBOUR), is(Optional.of(new ZonePrice(anew, false))));
  }

  @Test
  void keepsAZoneOfWhichALateEventEmptiesAnOlderWindow() {
    SurgeQuote newest = quote(HARBOUR, 65_000, QuoteTiming.ON_TIME, 2, 1);
    prices.accept(QuoteTopic.FINAL, newest);
    prices.accept(QuoteTopic.FINAL, quote(HARBOUR, 60_000, QuoteTiming.LATE, 0, 0));
    clock.advance(4 * SLIDE);
    prices.letGo();
    assertThat(prices.priceOf(HARBOUR), is(Optional.of(new ZonePrice(newest, false))));
  }

  @Test
  void letsAZoneLeaveOfWhichALateEventEmptiesTheNewestWindow() {
    prices.accept(QuoteTopic.FINAL, quote(HARBOUR, 65_000, QuoteTiming.ON_TIME, 0, 1));
    prices.accept(QuoteTopic.FINAL, quote(HARBOUR, 65_000, QuoteTiming.LATE, 0, 0));
    clock.advance(2 * SLIDE);
    prices.letGo();
    assertThat(prices.priceOf(HARBOUR), is(Optional.empty()));
  }

  @Test
  void doesNotBringBackAZoneThatLeftForRecordsThatAreOlderThanItsClosingQuote() {
    prices.accept(QuoteTopic.LIVE, quote(HARBOUR, 60_000, QuoteTiming.EARLY, 2, 1));
    prices.accept(QuoteTopic.LIVE, quote(HARBOUR, 65_000, QuoteTiming.ON_TIME, 0, 0));
    clock.advance(2 * SLIDE);
    prices.letGo();
    prices.accept(QuoteTopic.FINAL, quote(HARBOUR, 60_000, QuoteTiming.ON_TIME, 2, 1));
    prices.accept(QuoteTopic.FINAL, quote(HARBOUR, 65_000, QuoteTiming.ON_TIME, 0, 0));
    assertThat(prices.priceOf(HARBOUR), is(Optional.empty()));
    assertThat(told, contains("zone_1_1 2.0", "zone_1_1 1.0", "zone_1_1 left"));
  }

  @Test
  void showsNoZoneOfWhichOnlyTheClosingQuoteIsLeft() {
    prices.accept(QuoteTopic.LIVE, quote(HARBOUR, 65_000, QuoteTiming.ON_TIME, 0, 0));
    assertThat(prices.priceOf(HARBOUR), is(Optional.empty()));
    assertThat(told, is(empty()));
  }

  @Test
  void forgetsAZoneThatIsAnHourBehindTheNewest() {
    prices.accept(QuoteTopic.FINAL, quote(HARBOUR, 60_000, QuoteTiming.ON_TIME, 2, 1));
    long later = 60_000 + SurgePrices.MEMORY.toMillis();
    prices.accept(QuoteTopic.FINAL, quote(STATION, later, QuoteTiming.ON_TIME, 2, 1));
    prices.letGo();
    assertThat(told, contains("zone_1_1 2.0", "zone_2_2 2.0"));
    later += Duration.ofMinutes(1).toMillis();
    prices.accept(QuoteTopic.FINAL, quote(STATION, later, QuoteTiming.ON_TIME, 2, 1));
    prices.letGo();
    assertThat(told, contains("zone_1_1 2.0", "zone_2_2 2.0", "zone_2_2 2.0", "zone_1_1 left"));
    prices.accept(QuoteTopic.FINAL, quote(HARBOUR, 60_000, QuoteTiming.ON_TIME, 2, 1));
    assertThat(prices.priceOf(HARBOUR), is(Optional.empty()));
  }

  @Test
  void convergesForAnyInterleavingOfTheTopicsWithDuplicatesAndReplays() {
    for (int seed = 0; seed < 1_000; seed++) {
      Random random = new Random(seed);
      List<SurgeQuote> live = stream(random, QuoteTiming.EARLY);
      List<SurgeQuote> settled = stream(random, QuoteTiming.ON_TIME);
      SurgePrices plain = pricesAlone();
      live.forEach(quote -> plain.accept(QuoteTopic.LIVE, quote));
      settled.forEach(quote -> plain.accept(QuoteTopic.FINAL, quote));
      SurgePrices disturbed = pricesAlone();
      interleave(random, withReplays(random, live), withReplays(random, settled), disturbed);
      for (String zone : List.of(HARBOUR, STATION)) {
        assertThat("seed " + seed, disturbed.priceOf(zone), is(plain.priceOf(zone)));
      }
    }
  }

  private SurgePrices pricesAlone() {
    return new SurgePrices(Duration.ofMillis(SLIDE), clock, PriceListener.NONE);
  }

  /** Quotes in partition order, a few of them corrections of windows before the newest. */
  private static List<SurgeQuote> stream(Random random, QuoteTiming timing) {
    List<SurgeQuote> quotes = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      String zone = random.nextBoolean() ? HARBOUR : STATION;
      long end = 60_000 + SLIDE * Math.max(0, i / 3 - random.nextInt(3));
      quotes.add(quote(zone, end, timing, 1 + random.nextInt(9), 1));
    }
    return quotes;
  }

  /** What a topic holds after crashes: each goes some records back and writes them again. */
  private static List<SurgeQuote> withReplays(Random random, List<SurgeQuote> quotes) {
    List<SurgeQuote> written = new ArrayList<>();
    int next = 0;
    while (next < quotes.size()) {
      written.add(quotes.get(next++));
      if (random.nextInt(6) == 0) {
        next = Math.max(0, next - 1 - random.nextInt(4));
      }
    }
    return written;
  }

  private static void interleave(
      Random random, List<SurgeQuote> live, List<SurgeQuote> settled, SurgePrices into) {
    int nextLive = 0;
    int nextSettled = 0;
    while (nextLive < live.size() || nextSettled < settled.size()) {
      boolean fromLive =
          nextSettled == settled.size() || (nextLive < live.size() && random.nextBoolean());
      if (fromLive) {
        into.accept(QuoteTopic.LIVE, live.get(nextLive++));
      } else {
        into.accept(QuoteTopic.FINAL, settled.get(nextSettled++));
      }
    }
  }

  private static SurgeQuote quote(
      String zone, long windowEnd, QuoteTiming timing, long demand, long supply) {
    double multiplier = Math.max(1, supply == 0 ? demand : (double) demand / supply);
    return new SurgeQuote(
        zone, multiplier, demand, supply, windowEnd - 30_000, windowEnd, timing, 0, 60_000);
  }
}
