package io.surge.sliding;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ClosingPortionsTest {
  private static final long WATERMARK = 5;

  private final ClosingPortions portions = new ClosingPortions();

  @Test
  void eachPortionOfARowIsALittleLargerThanTheOneBefore() {
    List<Long> sizes = new ArrayList<>();
    for (long now = 0; sizes.size() < 10; now = portions.postpone()) {
      sizes.add(closeAll(now, now));
    }
    assertThat(sizes, is(List.of(256L, 288L, 320L, 352L, 384L, 416L, 448L, 480L, 512L, 544L)));
  }

  @Test
  void shardsShareAPortion() {
    assertThat(portions.allowed(WATERMARK, 0), is(256L));
    portions.count(200, 0, 0);
    assertThat(portions.allowed(WATERMARK, 0), is(56L));
    portions.count(56, 0, 0);
    assertThat(portions.allowed(WATERMARK, 0), is(0L));
  }

  /** A shard of many keys closes a part of them that may be more than it was allowed. */
  @Test
  void aPortionThatHasBecomeLargerIsOver() {
    portions.count(portions.allowed(WATERMARK, 0) + 1_000, 0, 0);

    assertThat(portions.allowed(WATERMARK, 0), is(0L));
  }

  @Test
  void aPortionIsFollowedByAPauseWhateverTheWatermark() {
    closeAll(0, 0);
    assertThat(portions.postpone(), is(ClosingPortions.PAUSE_MILLIS));
    assertThat(portions.allowed(WATERMARK, ClosingPortions.PAUSE_MILLIS - 1), is(0L));
    assertThat(portions.allowed(WATERMARK + 1, ClosingPortions.PAUSE_MILLIS - 1), is(0L));
    assertThat(portions.allowed(WATERMARK, ClosingPortions.PAUSE_MILLIS), is(288L));
  }

  @Test
  void aPauseIsSevenTimesAsLongAsTheWorkOfAllShardsOfThePortion() {
    assertThat(portions.allowed(WATERMARK, 1_000), is(256L));
    portions.count(200, 1_000, 1_015);
    assertThat(portions.allowed(WATERMARK, 1_015), is(56L));
    portions.count(56, 1_015, 1_020);

    assertThat(portions.postpone(), is(1_020 + 7 * 20L));
    assertThat(portions.allowed(WATERMARK, 1_159), is(0L));
    assertThat(portions.allowed(WATERMARK, 1_160), is(288L));
  }

  @ParameterizedTest
  @CsvSource({"0, 7", "979, 7", "980, 3", "1979, 3", "1980, 1", "10000, 1"})
  void theLongerARowLastsTheShorterItsPausesAre(long rowMillis, long times) {
    closeAll(0, 0);
    long unused = portions.postpone();
    closeAll(rowMillis, rowMillis + 20);

    assertThat(portions.postpone(), is(rowMillis + 20 + 20 * times));
  }

  @ParameterizedTest
  @CsvSource({"28, 196", "29, 200", "200, 200", "201, 201", "900, 900"})
  void aPauseIsNoLongerThanItsMostUnlessTheWorkWas(long work, long pause) {
    closeAll(0, work);

    assertThat(portions.postpone(), is(work + pause));
  }

  @Test
  void whatIsNotWorkedDoesNotLengthenAPause() {
    portions.count(1, 1_000, 1_001);
    assertThat(portions.allowed(WATERMARK, 1_010), is(255L));
    portions.count(1, 1_010, 1_012);

    assertThat(portions.postpone(), is(1_012 + 7 * 3L));
  }

  @Test
  void aClockThatIsSetBackHoldsNothingUp() {
    closeAll(3_600_000, 3_600_000);
    long unused = portions.postpone();

    assertThat(closeAll(3_599_000, 3_599_020), is(288L));
    assertThat("the row begins anew", portions.postpone(), is(3_599_020 + 7 * 20L));
  }

  @Test
  void aNewRowBeginsWithASmallPortionAndLongPauses() {
    closeAll(0, 0);
    long unused = portions.postpone();
    closeAll(5_000, 5_010);

    assertThat(closeAll(10_000, 10_020), is(256L));
    assertThat(portions.postpone(), is(10_020 + 7 * 20L));
  }

  @Test
  void theLastWatermarkClosesAll() {
    long last = GlobalWindow.INSTANCE.maxTimestamp().getMillis();
    closeAll(0, 0);

    assertThat(portions.allowed(last, 0), is(Long.MAX_VALUE));
  }

  /** As many keys as are allowed; how many that was. */
  private long closeAll(long from, long to) {
    long allowed = portions.allowed(WATERMARK, from);
    portions.count(allowed, from, to);
    return allowed;
  }
}
