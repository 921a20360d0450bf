package io.surge.map;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.surge.domain.QuoteTiming;
import io.surge.domain.SurgeQuote;
import io.surge.map.QuoteHistory.Point;
import java.util.List;
import org.junit.jupiter.api.Test;

final class QuoteHistoryTest {
  private static final String HARBOUR = "zone_1_1";

  private final QuoteHistory history = new QuoteHistory();

  @Test
  void keepsOneQuoteAWindowInTheOrderOfTheWindows() {
    history.add(quote(10_000, 3, QuoteTiming.EARLY));
    history.add(quote(5_000, 2, QuoteTiming.ON_TIME));
    history.add(quote(10_000, 4, QuoteTiming.EARLY));
    assertThat(
        history.of(HARBOUR),
        is(
            List.of(
                new Point(5_000, 2, 2, 1, QuoteTiming.ON_TIME),
                new Point(10_000, 4, 4, 1, QuoteTiming.EARLY))));
  }

  @Test
  void putsACorrectionInThePlaceOfWhatItCorrectsAndNoForecastThere() {
    history.add(quote(5_000, 2, QuoteTiming.ON_TIME));
    history.add(quote(5_000, 3, QuoteTiming.LATE));
    history.add(quote(5_000, 4, QuoteTiming.EARLY));
    assertThat(history.of(HARBOUR), is(List.of(new Point(5_000, 3, 3, 1, QuoteTiming.LATE))));
  }

  @Test
  void dropsTheOldestWindowWhenItIsFull() {
    for (int window = 1; window <= 49; window++) {
      history.add(quote(window * 5_000L, 2, QuoteTiming.ON_TIME));
    }
    List<Point> points = history.of(HARBOUR);
    assertThat(points.size(), is(48));
    assertThat(points.get(0).windowEnd(), is(10_000L));
  }

  @Test
  void forgetsAZoneThatLeft() {
    history.add(quote(5_000, 2, QuoteTiming.ON_TIME));
    history.forget(HARBOUR);
    assertThat(history.of(HARBOUR), is(List.of()));
  }

  private static SurgeQuote quote(long windowEnd, long demand, QuoteTiming timing) {
    return new SurgeQuote(HARBOUR, demand, demand, 1, windowEnd - 30_000, windowEnd, timing, 0, 0);
  }
}
