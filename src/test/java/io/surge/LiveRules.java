package io.surge;

import io.surge.domain.QuoteTiming;
import io.surge.domain.SurgeQuote;
import io.surge.kafka.SurgeQuoteJson;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.checkerframework.checker.nullness.qual.Nullable;

/** What live quotes keep to while nothing is late, whenever they came. */
final class LiveRules {
  private final List<String> violations = new ArrayList<>();
  private final Map<ZoneWindow, SurgeQuote> finals;
  private final Map<ZoneWindow, Long> revisions = new HashMap<>();
  private final Map<String, SurgeQuote> lastEarly = new HashMap<>();

  private record ZoneWindow(String zoneId, long end) {
    static ZoneWindow of(SurgeQuote quote) {
      return new ZoneWindow(quote.zoneId(), quote.windowEnd());
    }
  }

  private LiveRules(List<SurgeQuote> answer) {
    finals = answer.stream().collect(Collectors.toMap(ZoneWindow::of, quote -> quote));
  }

  /**
   * Reads all live quotes and says which rules they break.
   *
   * @param answer all final quotes
   * @param open the zone whose last windows are still open
   */
  static List<String> violations(TopicReader live, List<SurgeQuote> answer, String open) {
    LiveRules rules = new LiveRules(answer);
    PriceBoard liveBoard = new PriceBoard();
    live.pollToEnd(
        record -> {
          SurgeQuote quote = PipelineUnderTest.withoutClock(SurgeQuoteJson.decode(record.value()));
          if (!quote.zoneId().equals(open)) {
            rules.check(quote);
            liveBoard.hear(quote);
          }
        });
    PriceBoard finalBoard = new PriceBoard();
    answer.stream().filter(quote -> !quote.zoneId().equals(open)).forEach(finalBoard::hear);
    rules.checkEnd(liveBoard, finalBoard);
    return rules.violations;
  }

  private void check(SurgeQuote quote) {
    ZoneWindow window = ZoneWindow.of(quote);
    long revision = revisions.merge(window, 1L, Long::sum) - 1;
    require(quote.revision() == revision, "revisions count up from 0", quote);
    SurgeQuote settled = finals.get(window);
    if (quote.timing() == QuoteTiming.EARLY) {
      long most = settled == null ? 0 : settled.demand();
      require(quote.demand() <= most, "demand only grows", quote);
      SurgeQuote before = lastEarly.put(quote.zoneId(), quote);
      if (before != null) {
        require(before.windowEnd() <= quote.windowEnd(), "time goes on", quote);
        require(before.multiplier() != quote.multiplier(), "only changes are told", quote);
      }
    } else {
      // After silence any price is news.
      lastEarly.remove(quote.zoneId());
      boolean closes = quote.demand() == 0 && quote.supply() == 0;
      require(closes && samePrice(quote, settled), "closing quotes are final ones", quote);
    }
  }

  /** Live quotes alone end with the closing quote; read together with final ones, with those. */
  private void checkEnd(PriceBoard live, PriceBoard settled) {
    settled
        .prices()
        .forEach(
            (zone, quote) -> {
              SurgeQuote last = live.prices().get(zone);
              require(last != null && samePrice(quote, last), "live ends like final", quote);
            });
    require(
        live.with(settled).prices().equals(settled.prices()),
        "final quotes have the last word in",
        settled.prices());
  }

  /** Revisions count each topic's own quotes of a window. */
  private static boolean samePrice(SurgeQuote one, @Nullable SurgeQuote other) {
    return other != null
        && one.timing() == other.timing()
        && one.windowEnd() == other.windowEnd()
        && one.multiplier() == other.multiplier()
        && one.demand() == other.demand()
        && one.supply() == other.supply();
  }

  private void require(boolean kept, String rule, Object broken) {
    if (!kept) {
      violations.add(rule + ": " + broken);
    }
  }
}
