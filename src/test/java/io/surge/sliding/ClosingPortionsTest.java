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
  private static final int PANES_OF_A_SHARD = 200;
  private static final long WATERMARK = 5;

  private final ClosingPortions portions = new ClosingPortions();

  @Test
  void eachPortionOfARowIsLargerThanTheOneBefore() {
    List<Integer> closed = new ArrayList<>();
    for (int left = 20; left > 0; left -= closed.get(closed.size() - 1)) {
      closed.add(closedAt(closed.size() * ClosingPortions.PAUSE_MILLIS, left));
    }
    assertThat(closed, is(List.of(2, 3, 4, 6, 5)));
  }

  @Test
  void aPortionIsFollowedByAPauseWhateverTheWatermark() {
    assertThat(closedAt(0, 20), is(2));
    assertThat(portions.resumesAt(), is(ClosingPortions.PAUSE_MILLIS));
    assertThat(portions.allowOneMore(WATERMARK, ClosingPortions.PAUSE_MILLIS - 1), is(false));
    assertThat(portions.allowOneMore(WATERMARK + 1, ClosingPortions.PAUSE_MILLIS - 1), is(false));
    assertThat(closedAt(ClosingPortions.PAUSE_MILLIS, 18), is(3));
  }

  @Test
  void aPauseIsThreeTimesAsLongAsTheWorkOfAllShardsOfThePortion() {
    assertThat(portions.allowOneMore(WATERMARK, 1_000), is(true));
    portions.count(PANES_OF_A_SHARD, 1_000, 1_020);
    assertThat(portions.allowOneMore(WATERMARK, 1_020), is(true));
    portions.count(PANES_OF_A_SHARD, 1_020, 1_030);

    assertThat(portions.resumesAt(), is(1_120L));
    assertThat(closedAt(1_119, 18), is(0));
    assertThat(closedAt(1_120, 18), is(3));
  }

  @Test
  void inALongRowAPauseIsAsLongAsAtItsBegin() {
    List<Long> pauses = new ArrayList<>();
    for (long now = 0; pauses.size() < 5; now = portions.resumesAt()) {
      assertThat(portions.allowOneMore(WATERMARK, now), is(true));
      portions.count(5 * ClosingPortions.PANES, now, now + 30);
      assertThat(portions.allowOneMore(WATERMARK, now + 30), is(false));
      pauses.add(portions.resumesAt() - (now + 30));
    }
    assertThat(pauses, is(List.of(90L, 90L, 90L, 90L, 90L)));
  }

  @ParameterizedTest
  @CsvSource({"1, 20", "7, 21", "33, 99", "34, 100", "100, 100", "101, 101", "2000, 2000"})
  void aPauseIsNoLongerThanAHundredMillisecondsUnlessTheWorkWas(long work, long pause) {
    assertThat(portions.allowOneMore(WATERMARK, 0), is(true));
    portions.count(5 * ClosingPortions.PANES, 0, work);
    assertThat(portions.resumesAt(), is(work + pause));
  }

  @Test
  void whatIsNotWorkedDoesNotLengthenAPause() {
    assertThat(portions.allowOneMore(WATERMARK, 1_000), is(true));
    portions.count(1, 1_000, 1_001);
    assertThat(portions.allowOneMore(WATERMARK, 1_020), is(true));
    portions.count(1, 1_020, 1_021);

    assertThat(portions.resumesAt(), is(1_021 + ClosingPortions.PAUSE_MILLIS));
  }

  @Test
  void aClockThatIsSetBackHoldsNothingUp() {
    assertThat(closedAt(3_600_000, 20), is(2));
    assertThat(closedAt(3_599_999, 18), is(3));
  }

  @Test
  void aNewRowBeginsWithASmallPortion() {
    assertThat(closedAt(0, 20), is(2));
    assertThat(closedAt(100, 2), is(2));
    assertThat(closedAt(200, 20), is(2));
  }

  @Test
  void theLastWatermarkClosesAll() {
    long last = GlobalWindow.INSTANCE.maxTimestamp().getMillis();
    assertThat(closedAt(last, 0, 20), is(20));
  }

  private int closedAt(long now, int left) {
    return closedAt(WATERMARK, now, left);
  }

  /** How many of the shards that are left may close, where that takes no time. */
  private int closedAt(long watermark, long now, int left) {
    int closed = 0;
    for (int shard = 0; shard < left; shard++) {
      if (portions.allowOneMore(watermark, now)) {
        portions.count(PANES_OF_A_SHARD, now, now);
        closed++;
      }
    }
    return closed;
  }
}
