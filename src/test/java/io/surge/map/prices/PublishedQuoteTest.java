package io.surge.map.prices;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.surge.domain.QuoteTiming;
import io.surge.domain.SurgeQuote;
import io.surge.kafka.SurgeQuoteJson;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class PublishedQuoteTest {
  private static final long NOW = 1_000_000;
  private static final SurgeQuote GOOD =
      new SurgeQuote("zone_1_1", 2, 2, 1, 970_000, NOW, QuoteTiming.EARLY, 0, NOW);

  @Test
  void readsAQuote() {
    assertThat(PublishedQuote.read(SurgeQuoteJson.encode(GOOD), NOW), is(GOOD));
  }

  @ParameterizedTest
  @MethodSource
  void refusesWhatNoPipelinePublishes(SurgeQuote quote) {
    byte[] value = SurgeQuoteJson.encode(quote);
    assertThrows(IllegalArgumentException.class, () -> PublishedQuote.read(value, NOW));
  }

  static Stream<SurgeQuote> refusesWhatNoPipelinePublishes() {
    QuoteTiming early = QuoteTiming.EARLY;
    long farAhead = NOW + SurgePrices.MEMORY.toMillis();
    return Stream.of(
        new SurgeQuote("", 2, 2, 1, 970_000, NOW, early, 0, NOW),
        new SurgeQuote("zone_1_1", -1, 2, 1, 970_000, NOW, early, 0, NOW),
        new SurgeQuote("zone_1_1", 2, -2, 1, 970_000, NOW, early, 0, NOW),
        new SurgeQuote("zone_1_1", 2, 2, -1, 970_000, NOW, early, 0, NOW),
        new SurgeQuote("zone_1_1", 2, 2, 1, NOW, NOW, early, 0, NOW),
        new SurgeQuote("zone_1_1", 2, 2, 1, farAhead - 30_000, farAhead, early, 0, NOW));
  }

  @Test
  void refusesWhatIsNoQuoteAtAll() {
    byte[] text = "price: 2".getBytes(StandardCharsets.UTF_8);
    assertThrows(IllegalArgumentException.class, () -> PublishedQuote.read(text, NOW));
    assertThrows(IllegalArgumentException.class, () -> PublishedQuote.read(null, NOW));
  }
}
