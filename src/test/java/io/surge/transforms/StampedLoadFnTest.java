package io.surge.transforms;

import static org.apache.beam.sdk.testing.CombineFnTester.testCombineFn;

import io.surge.domain.LoadChange;
import io.surge.domain.LoadProfile;
import io.surge.domain.WindowSchedule;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StampedLoadFnTest {
  private static final StampedLoadFn FN =
      new StampedLoadFn(new WindowSchedule(30_000, 5_000, 60_000));

  @Test
  void keepsTheLatestSightTheFirstWatermarkAndCountsWhatWasInTime() {
    testCombineFn(
        FN,
        new ArrayList<>(
            List.of(
                new StampedChange(demandUntil(5_000), 4_000, false, 900),
                new StampedChange(demandUntil(5_000), Long.MIN_VALUE, false, 1_000),
                new StampedChange(demandUntil(5_000), 3_000, true, 1_100))),
        new StampedLoad(
            LoadProfile.NONE.plusStep(5_000, 3, 0).plusStep(10_000, -3, 0), 4_000, 2, 900));
  }

  @Test
  void randomChangesAddUpInAnyOrderAndGrouping() {
    for (long seed = 0; seed < 100; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      List<StampedChange> changes =
          IntStream.range(0, 6).mapToObj(i -> randomChange(random)).toList();
      StampedLoad expected = StampedLoad.NONE;
      for (StampedChange change : changes) {
        expected = FN.addInput(expected, change);
      }
      testCombineFn(FN, new ArrayList<>(changes), expected);
    }
  }

  private static LoadChange demandUntil(long end) {
    return new LoadChange(1, 0, end, end, null);
  }

  private static StampedChange randomChange(SplittableRandom random) {
    return new StampedChange(
        demandUntil(5_000 * random.nextLong(1, 12)),
        random.nextLong(60_000),
        random.nextBoolean(),
        random.nextLong(60_000));
  }
}
