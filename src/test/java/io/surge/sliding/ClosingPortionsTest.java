package io.surge.sliding;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.junit.jupiter.api.Test;

final class ClosingPortionsTest {
  private static final int PANES_OF_A_SHARD = 200;

  private final ClosingPortions portions = new ClosingPortions();

  @Test
  void eachPortionOfARowIsLargerThanTheOneBefore() {
    List<Integer> closed = new ArrayList<>();
    for (int left = 20; left > 0; left -= closed.get(closed.size() - 1)) {
      closed.add(closedAt(5, closed.size() * ClosingPortions.PAUSE_MILLIS, left));
    }
    assertThat(closed, is(List.of(2, 3, 4, 6, 5)));
  }

  @Test
  void aPortionIsOverWithItsTimeOrItsWatermark() {
    assertThat(closedAt(5, 0, 20), is(2));
    assertThat(closedAt(5, ClosingPortions.PAUSE_MILLIS - 1, 18), is(0));
    assertThat(closedAt(6, ClosingPortions.PAUSE_MILLIS - 1, 18), is(3));
    assertThat(closedAt(6, 2 * ClosingPortions.PAUSE_MILLIS - 1, 15), is(4));
  }

  @Test
  void aNewRowBeginsWithASmallPortion() {
    assertThat(closedAt(1, 0, 20), is(2));
    assertThat(closedAt(2, 0, 2), is(2));
    assertThat(closedAt(3, 0, 20), is(2));
  }

  @Test
  void theLastWatermarkClosesAll() {
    assertThat(closedAt(GlobalWindow.INSTANCE.maxTimestamp().getMillis(), 0, 20), is(20));
  }

  /** How many of the shards that are left may close. */
  private int closedAt(long watermark, long now, int left) {
    int closed = 0;
    for (int shard = 0; shard < left; shard++) {
      if (portions.allowOneMore(watermark, now)) {
        portions.count(PANES_OF_A_SHARD);
        closed++;
      }
    }
    return closed;
  }
}
