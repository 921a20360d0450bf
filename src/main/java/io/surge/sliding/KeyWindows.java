package io.surge.sliding;

import io.surge.sliding.KeyState.FiredWindow;
import io.surge.sliding.KeyState.Live;
import io.surge.sliding.KeyState.Slice;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.apache.beam.sdk.transforms.windowing.PaneInfo;
import org.apache.beam.sdk.transforms.windowing.PaneInfo.Timing;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * The windows of one key at work: a {@link KeyState} taken apart for one element or timer and put
 * together again afterwards. Panes leave in this order: those that the watermark makes due, then
 * corrections by ascending window, then the early one.
 */
final class KeyWindows<InputT, AccumT, OutputT, ResultT> {
  private final SlidingSpec<InputT, AccumT, OutputT, ResultT> spec;
  private final SlidingGrid grid;
  private final Consumer<SlidingPane<ResultT>> panes;
  private final List<Slice<AccumT>> slices;
  private final List<FiredWindow> fired;
  private long closedThrough;
  private Live live;

  KeyWindows(
      SlidingSpec<InputT, AccumT, OutputT, ResultT> spec,
      KeyState<AccumT> state,
      Consumer<SlidingPane<ResultT>> panes) {
    this.spec = spec;
    this.grid = spec.grid();
    this.panes = panes;
    this.slices = new ArrayList<>(state.slices());
    this.fired = new ArrayList<>(state.fired());
    this.closedThrough = state.closedThrough();
    this.live = state.live();
  }

  /**
   * Takes in what is not too late, at this watermark and processing time.
   *
   * @param timestamp of the earliest of what was combined, all of one slice
   */
  void add(AccumT combined, long timestamp, long watermark, long now) {
    closeUpTo(watermark);
    long slice = grid.sliceOf(timestamp);
    long firstLate = Math.max(slice + 1, spec.firstOpenWindow(watermark));
    long lastLate = Math.min(grid.lastWindowOf(slice), closedThrough);
    if (timestamp <= now && slice > live.newestSlice()) {
      live = new Live(slice, live.spoken(), live.signal(), live.spokenAt(), live.waiting());
    }
    if (firstLate > lastLate) {
      addToSlice(slice, combined);
    } else {
      List<@Nullable ResultT> before = results(firstLate, lastLate);
      addToSlice(slice, combined);
      correct(firstLate, before);
    }
    if (slice + 1 > closedThrough) {
      speakEarly(now);
    }
  }

  /** Fires the windows that have ended, each on time. */
  void closeUpTo(long watermark) {
    long lastEnded = grid.lastEndedBy(watermark);
    for (long window = nextToClose(); window <= lastEnded; window = nextToClose()) {
      closedThrough = window;
      ResultT result = result(window);
      if (spec.isOccupied(result)) {
        fireFinal(window, result, Timing.ON_TIME, false);
      } else if (hasClosingPanes() && spec.isOccupied(result(window - 1))) {
        fireFinal(window, spec.vacancy(), Timing.ON_TIME, true);
        live = new Live(live.newestSlice(), false, 0, live.spokenAt(), live.waiting());
      }
    }
    closedThrough = Math.max(closedThrough, lastEnded);
  }

  /** Says what had to wait. */
  void speakWaiting(long watermark, long now) {
    live = new Live(live.newestSlice(), live.spoken(), live.signal(), live.spokenAt(), false);
    closeUpTo(watermark);
    speakEarly(now);
  }

  /** What remains to be remembered, null for nothing. */
  @Nullable KeyState<AccumT> stateAt(long watermark) {
    long firstOpen = spec.firstOpenWindow(watermark);
    fired.removeIf(window -> window.window() < firstOpen);
    slices.removeIf(slice -> lastWindowTouchedBy(slice.index()) < firstOpen);
    if (slices.isEmpty() && fired.isEmpty()) {
      return null;
    }
    return new KeyState<>(List.copyOf(slices), List.copyOf(fired), closedThrough, live, nextWake());
  }

  private long nextWake() {
    long next = nextToClose();
    if (next != KeyState.NEVER) {
      return grid.endOf(next) - 1;
    }
    long last = Long.MIN_VALUE;
    if (!slices.isEmpty()) {
      last = lastWindowTouchedBy(slices.get(slices.size() - 1).index());
    }
    if (!fired.isEmpty()) {
      last = Math.max(last, fired.get(fired.size() - 1).window());
    }
    return grid.endOf(last) + spec.lateness() - 1;
  }

  private long nextToClose() {
    for (Slice<AccumT> slice : slices) {
      if (lastWindowTouchedBy(slice.index()) > closedThrough) {
        return Math.max(closedThrough, slice.index()) + 1;
      }
    }
    return KeyState.NEVER;
  }

  /** The last window whose panes depend on a slice. */
  private long lastWindowTouchedBy(long slice) {
    return grid.lastWindowOf(slice) + (hasClosingPanes() ? 1 : 0);
  }

  private boolean hasClosingPanes() {
    return spec.vacancy() != null;
  }

  /**
   * Fires the closed windows from this one on whose result is another than before, and the window
   * behind them if it has become a closing one.
   */
  private void correct(long firstLate, List<@Nullable ResultT> before) {
    boolean formerOccupied = hasClosingPanes() && spec.isOccupied(result(firstLate - 1));
    long behind = firstLate + before.size();
    long last = hasClosingPanes() ? Math.min(behind, closedThrough) : behind - 1;
    for (long window = firstLate; window <= last; window++) {
      ResultT after = result(window);
      ResultT was = window < behind ? before.get((int) (window - firstLate)) : after;
      boolean occupied = spec.isOccupied(after);
      boolean closing = !occupied && formerOccupied;
      boolean firedBefore = paneCounts(window).finals() > 0;
      boolean changed = !Objects.equals(orVacancy(was), orVacancy(after));
      if (firedBefore ? changed : occupied || closing) {
        fireFinal(window, orVacancy(after), Timing.LATE, closing);
      }
      formerOccupied = hasClosingPanes() && occupied;
    }
  }

  private void speakEarly(long now) {
    if (spec.early() == null) {
      return;
    }
    long window = newestSliceBy(now) + 1;
    if (window <= closedThrough || live.waiting()) {
      return;
    }
    ResultT result = orVacancy(result(window));
    long signal = spec.early().signal().apply(result);
    if (live.spoken() && signal == live.signal()) {
      return;
    }
    if (now < spec.mayNextSpeakAt(live)) {
      live = new Live(live.newestSlice(), live.spoken(), live.signal(), live.spokenAt(), true);
      return;
    }
    live = new Live(live.newestSlice(), true, signal, now, false);
    FiredWindow counts = paneCounts(window);
    fire(counts, result, pane(counts, Timing.EARLY, -1), false);
    count(new FiredWindow(window, counts.panes() + 1, counts.finals()));
  }

  /** An element that was ahead of the clock when it came counts once its whole slice has passed. */
  private long newestSliceBy(long now) {
    for (int i = slices.size() - 1; i >= 0; i--) {
      long slice = slices.get(i).index();
      if (slice <= live.newestSlice() || grid.startOf(slice + 1) <= now) {
        return slice;
      }
    }
    return Long.MIN_VALUE;
  }

  private void fireFinal(long window, ResultT result, Timing timing, boolean closing) {
    FiredWindow counts = paneCounts(window);
    fire(counts, result, pane(counts, timing, counts.finals()), closing);
    count(new FiredWindow(window, counts.panes() + 1, counts.finals() + 1));
  }

  private static PaneInfo pane(FiredWindow counts, Timing timing, long nonSpeculativeIndex) {
    return PaneInfo.createPane(
        counts.panes() == 0, false, timing, counts.panes(), nonSpeculativeIndex);
  }

  private void fire(FiredWindow counts, ResultT result, PaneInfo pane, boolean closing) {
    panes.accept(new SlidingPane<>(grid.window(counts.window()), pane, closing, result));
  }

  private FiredWindow paneCounts(long window) {
    for (int i = fired.size() - 1; i >= 0 && fired.get(i).window() >= window; i--) {
      if (fired.get(i).window() == window) {
        return fired.get(i);
      }
    }
    return new FiredWindow(window, 0, 0);
  }

  private void count(FiredWindow counts) {
    int at = fired.size();
    while (at > 0 && fired.get(at - 1).window() > counts.window()) {
      at--;
    }
    if (at > 0 && fired.get(at - 1).window() == counts.window()) {
      fired.set(at - 1, counts);
    } else {
      fired.add(at, counts);
    }
  }

  private void addToSlice(long index, AccumT combined) {
    int at = slices.size();
    while (at > 0 && slices.get(at - 1).index() > index) {
      at--;
    }
    if (at > 0 && slices.get(at - 1).index() == index) {
      AccumT sum = spec.sumOf(slices.get(at - 1).accumulator(), combined);
      slices.set(at - 1, new Slice<>(index, sum));
    } else {
      slices.add(at, new Slice<>(index, combined));
    }
  }

  private List<@Nullable ResultT> results(long firstWindow, long lastWindow) {
    List<@Nullable ResultT> results = new ArrayList<>();
    for (long window = firstWindow; window <= lastWindow; window++) {
      results.add(result(window));
    }
    return results;
  }

  /** The result of a window, null if it holds no element. */
  private @Nullable ResultT result(long window) {
    List<AccumT> accumulators = new ArrayList<>(grid.slicesPerWindow());
    for (Slice<AccumT> slice : slices) {
      if (slice.index() >= grid.firstSliceOf(window) && slice.index() < window) {
        accumulators.add(slice.accumulator());
      }
    }
    return accumulators.isEmpty() ? null : spec.resultOf(accumulators, window);
  }

  private @Nullable ResultT orVacancy(@Nullable ResultT result) {
    return result == null ? spec.vacancy() : result;
  }
}
