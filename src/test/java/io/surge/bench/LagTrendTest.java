package io.surge.bench;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.is;

import io.surge.bench.LagTrend.Look;
import java.util.List;
import java.util.function.LongUnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LagTrendTest {
  private static final int RATE = 1000;
  private static final int SECONDS_BETWEEN_COMMITS = 5;

  @Test
  void aConsumerThatKeepsUpIsNotBehindForWaitingWithItsCommits() {
    LagTrend trend = trend(second -> 100);

    assertThat(trend, is(new LagTrend(100, 100, 0)));
    assertThat(trend.isBounded(RATE), is(true));
  }

  @Test
  void aConsumerThatFallsBehindDoesSoByWhatItDoesNotRead() {
    LagTrend trend = trend(second -> 30 * second);

    assertThat(trend.slope(), closeTo(30, 1e-9));
    assertThat(trend.isBounded(RATE), is(false));
  }

  @Test
  void aLagOfManySecondsIsNotKeepingUpAlsoWhereItStays() {
    assertThat(trend(second -> 10L * RATE).isBounded(RATE), is(false));
  }

  /** What a look a second sees where the lag right after each commit is given. */
  private static LagTrend trend(LongUnaryOperator lagAfterCommit) {
    List<Look> looks =
        LongStream.range(0, 60)
            .mapToObj(
                second -> {
                  long sinceCommit = second % SECONDS_BETWEEN_COMMITS;
                  long committed = lagAfterCommit.applyAsLong(second - sinceCommit);
                  return new Look(second, committed + sinceCommit * RATE);
                })
            .toList();
    return LagTrend.of(looks, SECONDS_BETWEEN_COMMITS);
  }
}
