package io.surge.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.surge.domain.QuoteTiming;
import io.surge.domain.SurgeQuote;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SurgeQuoteJsonTest {
  private static final SurgeQuote QUOTE =
      new SurgeQuote(
          "zone_4202_-10745", 1.5, 3, 2, 1000, 31_000, QuoteTiming.ON_TIME, 0, 1_700_000_000_000L);

  private static final String TEXT =
      "{\"zone_id\":\"zone_4202_-10745\",\"multiplier\":1.5,\"demand\":3,\"supply\":2,"
          + "\"window_start\":1000,\"window_end\":31000,\"timing\":\"ON_TIME\",\"revision\":0,"
          + "\"computed_at\":1700000000000}";

  @Test
  void aQuoteIsWrittenFieldByFieldInItsOrder() {
    assertThat(new String(SurgeQuoteJson.encode(QUOTE), UTF_8), is(TEXT));
  }

  @Test
  void whatIsWrittenIsReadBack() {
    SurgeQuote correction =
        new SurgeQuote("8928308280fffff", 5.0, 7, 0, 0, 30_000, QuoteTiming.LATE, 12, 31_001);
    assertThat(SurgeQuoteJson.decode(TEXT.getBytes(UTF_8)), is(QUOTE));
    assertThat(SurgeQuoteJson.decode(SurgeQuoteJson.encode(correction)), is(correction));
  }

  @Test
  void aConsumerIgnoresFieldsThatItDoesNotKnow() {
    String text = TEXT.replace("{", "{\"later\":{\"zone_id\":[]},");
    assertThat(SurgeQuoteJson.decode(text.getBytes(UTF_8)), is(QUOTE));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "{\"zone_id\":\"a\"}",
        "{\"timing\":\"SOON\"}",
        "{\"demand\":\"3\"}",
        "{\"demand\""
      })
  void whatIsNoQuoteIsRefused(String text) {
    assertThrows(IllegalArgumentException.class, () -> SurgeQuoteJson.decode(text.getBytes(UTF_8)));
  }
}
