package io.surge.sliding;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.beam.sdk.transforms.Sum;
import org.apache.beam.sdk.transforms.windowing.PaneInfo.Timing;
import org.joda.time.Duration;
import org.junit.jupiter.api.Test;

/** A key whose closing has to wait, visit by visit. Windows are of 20 ms, one each 10 ms. */
class KeyWindowsTest {
  private static final SlidingSpec<Integer, int[], Integer, Integer> SPEC =
      new SlidingSpec<>(
          new SlidingGrid(10, 0, 2),
          0,
          Sum.ofIntegers(),
          (sums, window) -> sums.stream().mapToInt(sum -> sum[0]).sum(),
          0,
          new EarlyPanes<>(Duration.millis(50), sum -> (long) sum),
          input -> Long.MAX_VALUE,
          input -> true);

  private final List<Said> said = new ArrayList<>();
  private KeyState<int[]> state = KeyState.fresh(0);

  private record Said(long end, Timing timing, int sum) {}

  /** Its early pane is no news before the closing pane leaves, and is news after it. */
  @Test
  void whatCameBeforeAPostponedClosingPaneIsSaidAfterIt() {
    visit(0, 1_000, windows -> windows.add(new int[] {7}, 5));
    visit(20, 1_100, KeyWindows::closeEnded);

    // The window that ended at 30, the first that holds nothing, is not closed yet.
    visit(45, 1_200, windows -> windows.add(new int[] {7}, 47));
    visit(45, 1_220, KeyWindows::closeEnded);

    assertThat(
        said,
        is(
            List.of(
                new Said(10, Timing.EARLY, 7),
                new Said(10, Timing.ON_TIME, 7),
                new Said(20, Timing.ON_TIME, 7),
                new Said(30, Timing.ON_TIME, 0),
                new Said(50, Timing.EARLY, 7))));
  }

  /** What older slices come to is remembered, but not beyond a change of one of them. */
  @Test
  void earlyPanesCountEverySlice() {
    visit(0, 1_000, windows -> windows.add(new int[] {7}, 5));
    visit(0, 1_100, windows -> windows.add(new int[] {10}, 15));
    visit(0, 1_200, windows -> windows.add(new int[] {20}, 16));
    visit(0, 1_300, windows -> windows.add(new int[] {40}, 17));
    visit(0, 1_400, windows -> windows.add(new int[] {100}, 6));
    visit(0, 1_500, windows -> windows.add(new int[] {200}, 18));
    visit(0, 1_600, windows -> windows.add(new int[] {1_000}, 25));
    visit(0, 1_700, windows -> windows.add(new int[] {2_000}, 26));

    assertThat(
        said,
        is(
            List.of(
                new Said(10, Timing.EARLY, 7),
                new Said(20, Timing.EARLY, 17),
                new Said(20, Timing.EARLY, 37),
                new Said(20, Timing.EARLY, 77),
                new Said(20, Timing.EARLY, 177),
                new Said(20, Timing.EARLY, 377),
                new Said(30, Timing.EARLY, 1_270),
                new Said(30, Timing.EARLY, 3_270))));
  }

  private void visit(
      long watermark, long now, Consumer<KeyWindows<Integer, int[], Integer, Integer>> visit) {
    KeyWindows<Integer, int[], Integer, Integer> windows =
        new KeyWindows<>(
            SPEC,
            state,
            watermark,
            now,
            pane ->
                said.add(
                    new Said(
                        pane.window().end().getMillis(), pane.pane().getTiming(), pane.value())));
    visit.accept(windows);
    state = windows.state();
  }
}
