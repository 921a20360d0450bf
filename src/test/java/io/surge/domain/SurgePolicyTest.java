package io.surge.domain;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SurgePolicyTest {
  private static final SurgePolicy POLICY = new SurgePolicy(1, 5);

  @ParameterizedTest
  @CsvSource({
    "3, 2, 1.5",
    "2, 3, 1.0", // never below the minimum
    "11, 2, 5.0", // never above the maximum
    "10, 2, 5.0",
    "1, 1, 1.0",
    "1, 0, 5.0", // no supply and some demand
    "0, 0, 1.0", // neither
    "0, 4, 1.0",
    "10, 3, 3.3333333333333335",
    "4611686018427387905, 2305843009213693952, 2.0",
  })
  void dividesDemandBySupplyWithinBounds(long demand, long supply, double multiplier) {
    assertThat(POLICY.multiplier(new ZoneLoad(demand, supply)), is(multiplier));
  }

  @ParameterizedTest
  @CsvSource({"1, 4, 0.25", "0, 4, 0.0", "0, 0, 0.0", "3, 0, 0.5", "3, 4, 0.5"})
  void takesItsBoundsAsTheyAre(long demand, long supply, double multiplier) {
    SurgePolicy discount = new SurgePolicy(0, 0.5);

    assertThat(discount.multiplier(new ZoneLoad(demand, supply)), is(multiplier));
  }
}
