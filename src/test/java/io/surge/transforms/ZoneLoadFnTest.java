package io.surge.transforms;

import static org.apache.beam.sdk.testing.CombineFnTester.testCombineFn;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.surge.domain.DriverUpdate;
import io.surge.domain.LoadChange;
import io.surge.domain.LoadProfile;
import io.surge.domain.RideRequest;
import io.surge.domain.WindowSchedule;
import io.surge.domain.Zone;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ZoneLoadFnTest {
  private static final WindowSchedule WINDOWS = new WindowSchedule(30_000, 5_000, 60_000);
  private static final Zone ZONE = new Zone(7);
  private static final ZoneLoadFn FN = new ZoneLoadFn(WINDOWS);

  @Test
  void requestsAndUpdatesAddUpInAnyOrderAndGrouping() {
    LoadProfile expected =
        LoadProfile.NONE
            .plusStep(5_000, 2, 1)
            .plusStep(10_000, 1, 0)
            .plusStep(35_000, -2, -1)
            .plusStep(40_000, -1, 0);
    addUp(
        List.of(request(0), request(4_999), update(1, true), update(2, false), request(5_000)),
        expected);
  }

  @Test
  void whatIsTakenBackLeavesNothingBehind() {
    addUp(
        List.of(
            new LoadChange(0, 1, 5_000, LoadChange.WHILE_WINDOWS_HOLD_IT, null),
            new LoadChange(0, -1, 5_000, LoadChange.WHILE_WINDOWS_HOLD_IT, null)),
        LoadProfile.NONE);
  }

  @Test
  void randomChangesAddUpInAnyOrderAndGrouping() {
    for (long seed = 0; seed < 100; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      List<LoadChange> changes = IntStream.range(0, 6).mapToObj(i -> randomChange(random)).toList();
      LoadProfile expected = LoadProfile.NONE;
      for (LoadChange change : changes) {
        expected = FN.addInput(expected, change);
      }
      addUp(changes, expected);
    }
  }

  @Test
  void theSizeIsThatOfTheWindowEndsNotOfTheEvents() {
    LoadProfile profile = LoadProfile.NONE;
    for (int i = 0; i < 10_000; i++) {
      profile = FN.addInput(profile, request(i % 5_000));
    }
    assertThat(profile.stepCount(), is(2));
    assertThat(profile.at(30_000).demand(), is(10_000L));
    assertThat(profile.at(35_000).demand(), is(0L));
  }

  /** The tester shuffles the list that it is given. */
  private static void addUp(List<LoadChange> changes, LoadProfile expected) {
    testCombineFn(FN, new ArrayList<>(changes), expected);
  }

  private static LoadChange randomChange(SplittableRandom random) {
    List<LoadChange> kinds = new ArrayList<>();
    kinds.add(request(random.nextLong(60_000)));
    kinds.add(update(random.nextLong(60_000), random.nextBoolean()));
    long firstEnd = 5_000 * random.nextLong(1, 12);
    long lastEnd = firstEnd + 5_000 * random.nextLong(12);
    kinds.add(new LoadChange(0, random.nextBoolean() ? 1 : -1, firstEnd, lastEnd, null));
    return kinds.get(random.nextInt(kinds.size()));
  }

  private static LoadChange request(long timestamp) {
    return LoadChange.demand(new RideRequest(ZONE, timestamp, null), WINDOWS);
  }

  private static LoadChange update(long timestamp, boolean available) {
    return LoadChange.supply(new DriverUpdate("d", ZONE, available, timestamp, null), WINDOWS);
  }
}
