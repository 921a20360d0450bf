package io.surge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import io.surge.QuoteLedger.Verdict;
import io.surge.domain.QuoteTiming;
import io.surge.domain.SurgeQuote;
import io.surge.kafka.SurgeQuoteJson;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** What is wrong with quotes is found, and counted as what it is. */
final class QuoteLedgerTest {
  private static final Place PLACE = new Place(10, 10);
  private static final long TIME = 1_000_001;

  private final PunctualOracle answer =
      PunctualOracle.answer(
          SurgeConfiguration.of(CommandLine.parse()).surge(),
          List.of(new SentEvent("ana", PLACE, null, TIME)));
  private final List<SurgeQuote> quotes =
      new ArrayList<>(answer.quotes(PLACE.id(), Long.MAX_VALUE).toList());

  @Test
  void nothingIsWrongWithTheOraclesOwn() {
    assertThat(quotes, hasSize(7));
    assertThat(verdict().isClean(), is(true));
  }

  @Test
  void aMissingQuoteIsLost() {
    SurgeQuote missing = quotes.remove(3);
    assertThat(verdict().lost(), contains("expected " + missing));
  }

  @Test
  void aMissingRevisionIsLost() {
    quotes.add(changed(quotes.get(3), 2, 2));
    quotes.add(changed(quotes.get(3), 1, 3));
    assertThat(verdict().lost(), hasSize(1));
    assertThat(verdict().examples(), hasSize(1));
  }

  @Test
  void aRepeatedRevisionIsDoubled() {
    quotes.add(changed(quotes.get(3), 1, 0));
    assertThat(verdict().doubled(), hasSize(1));
  }

  @Test
  void anotherPriceIsWrong() {
    quotes.add(changed(quotes.get(3), 2, 1));
    assertThat(verdict().wrong(), hasSize(1));
    assertThat(verdict().examples(), hasSize(1));
  }

  @Test
  void aPriceThatNobodyExpectsIsWrong() {
    SurgeQuote first = quotes.get(0);
    quotes.add(
        0,
        new SurgeQuote(
            first.zoneId(),
            5,
            1,
            0,
            first.windowStart() - 5_000,
            first.windowEnd() - 5_000,
            QuoteTiming.ON_TIME,
            0,
            0));
    assertThat(verdict().wrong(), hasSize(1));
    assertThat(verdict().examples(), hasSize(1));
  }

  @Test
  void anEmptiedWindowMaySaySo() {
    SurgeQuote first = quotes.get(0);
    quotes.add(
        new SurgeQuote(
            first.zoneId(),
            1,
            0,
            0,
            first.windowStart() - 5_000,
            first.windowEnd() - 5_000,
            QuoteTiming.LATE,
            0,
            0));
    assertThat(verdict().isClean(), is(true));
  }

  @Test
  void aCorrectionThatChangesNothingIsWrong() {
    quotes.add(changed(quotes.get(3), 1, 1));
    assertThat(verdict().wrong(), hasSize(1));
  }

  @Test
  void anEarlierWindowAfterALaterOneIsOutOfOrder() {
    quotes.add(3, quotes.remove(4));
    assertThat(verdict().outOfOrder(), hasSize(1));
  }

  private static SurgeQuote changed(SurgeQuote quote, long demand, long revision) {
    return new SurgeQuote(
        quote.zoneId(),
        quote.multiplier(),
        demand,
        quote.supply(),
        quote.windowStart(),
        quote.windowEnd(),
        QuoteTiming.LATE,
        revision,
        0);
  }

  private Verdict verdict() {
    QuoteLedger ledger = new QuoteLedger();
    for (SurgeQuote quote : quotes) {
      ledger.arrived(
          new ConsumerRecord<>(
              "surge", 0, 0, quote.zoneId().getBytes(UTF_8), SurgeQuoteJson.encode(quote)));
    }
    return ledger.against(answer);
  }
}
