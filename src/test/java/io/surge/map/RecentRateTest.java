package io.surge.map;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class RecentRateTest {

  @Test
  void isTheGrowthASecondOverTheLastTen() {
    RecentRate rate = new RecentRate();
    assertThat(rate.endSecond(100, 0), is(0.0));
    assertThat(rate.endSecond(150, TimeUnit.SECONDS.toNanos(1)), is(50.0));
    for (int second = 2; second <= 30; second++) {
      rate.endSecond(150 + 10L * second, TimeUnit.SECONDS.toNanos(second));
    }
    assertThat(rate.endSecond(150 + 310, TimeUnit.SECONDS.toNanos(31)), is(10.0));
  }
}
