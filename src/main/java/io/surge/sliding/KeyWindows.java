package io.surge.sliding;

import io.surge.sliding.FiredWindows.FiredWindow;
import io.surge.sliding.KeyState.Live;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.apache.beam.sdk.transforms.windowing.PaneInfo;
import org.apache.beam.sdk.transforms.windowing.PaneInfo.Timing;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * The windows of one key at work: a {@link KeyState} taken apart for one element or timer and put
 * together again afterwards. Panes leave in this order: those of windows that have ended, where it
 * is their turn, then corrections by ascending window, then the early one.
 */
final class KeyWindows<InputT, AccumT, OutputT, ResultT> {
  private final SlidingSpec<InputT, AccumT, OutputT, ResultT> spec;
  private final SlidingGrid grid;
  private final long watermark;
  private final long now;
  private final Consumer<SlidingPane<ResultT>> panes;
  private Slices<AccumT> slices;
  private FiredWindows fired;
  private long closedThrough;
  private Live live;

  /**
   * @param now processing time
   */
  KeyWindows(
      SlidingSpec<InputT, AccumT, OutputT, ResultT> spec,
      KeyState<AccumT> state,
      long watermark,
      long now,
      Consumer<SlidingPane<ResultT>> panes) {
    this.spec = spec;
    this.grid = spec.grid();
    this.watermark = watermark;
    this.now = now;
    this.panes = panes;
    this.slices = state.slices();
    this.fired = state.fired();
    this.closedThrough = state.closedThrough();
    this.live = state.live();
  }

  /**
   * Takes in what is not too late. Windows that have ended are closed before what they hold; where
   * they do not hold it their closing can wait.
   *
   * @param timestamp of the earliest of what was combined, all of one slice
   */
  void add(AccumT combined, long timestamp) {
    long slice = grid.sliceOf(timestamp);
    if (slice < grid.lastEndedBy(watermark)) {
      closeEnded();
    }
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
    if (isOpen(slice + 1)) {
      speakEarly();
    }
  }

  private boolean isOpen(long window) {
    return window > Math.max(closedThrough, grid.lastEndedBy(watermark));
  }

  /** Fires the windows that have ended, each on time. */
  void closeEnded() {
    long lastEnded = grid.lastEndedBy(watermark);
    if (lastEnded <= closedThrough) {
      return;
    }
    boolean silenced = false;
    for (long window = nextToClose(); window <= lastEnded; window = nextToClose()) {
      closedThrough = window;
      ResultT result = result(window);
      if (spec.isOccupied(result)) {
        fireFinal(window, result, Timing.ON_TIME, false);
      } else if (hasClosingPanes() && spec.isOccupied(result(window - 1))) {
        fireFinal(window, spec.vacancy(), Timing.ON_TIME, true);
        live = new Live(live.newestSlice(), false, 0, live.spokenAt(), live.waiting());
        silenced = true;
      }
    }
    closedThrough = lastEnded;
    if (silenced && fired.of(newestSlice() + 1).panes() == 0) {
      // An element came while the closing had to wait, and was no news before it.
      speakEarly();
    }
  }

  /** Says what had to wait. */
  void speakWaiting() {
    live = new Live(live.newestSlice(), live.spoken(), live.signal(), live.spokenAt(), false);
    speakEarly();
  }

  /** What remains to be remembered, null for nothing. */
  @Nullable KeyState<AccumT> state() {
    long firstNeeded = Math.min(spec.firstOpenWindow(watermark), closedThrough + 1);
    fired = fired.since(firstNeeded);
    slices = slices.since(firstSliceTouching(firstNeeded));
    if (slices.isEmpty() && fired.isEmpty()) {
      return null;
    }
    return new KeyState<>(slices, fired, closedThrough, live, nextWake());
  }

  private long nextWake() {
    long next = nextToClose();
    if (next != KeyState.NEVER) {
      return grid.endOf(next) - 1;
    }
    long last = slices.isEmpty() ? Long.MIN_VALUE : lastWindowTouchedBy(slices.newest());
    if (!fired.isEmpty()) {
      last = Math.max(last, fired.newest().window());
    }
    return grid.endOf(last) + spec.lateness() - 1;
  }

  private long nextToClose() {
    for (int at = 0; at < slices.count(); at++) {
      if (lastWindowTouchedBy(slices.indexAt(at)) > closedThrough) {
        return Math.max(closedThrough, slices.indexAt(at)) + 1;
      }
    }
    return KeyState.NEVER;
  }

  /** The last window whose panes depend on a slice. */
  private long lastWindowTouchedBy(long slice) {
    return grid.lastWindowOf(slice) + (hasClosingPanes() ? 1 : 0);
  }

  /** The first slice on which the panes of a window depend. */
  private long firstSliceTouching(long window) {
    return grid.firstSliceOf(window) - (hasClosingPanes() ? 1 : 0);
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
      boolean firedBefore = fired.of(window).finals() > 0;
      boolean changed = !Objects.equals(orVacancy(was), orVacancy(after));
      if (firedBefore ? changed : occupied || closing) {
        fireFinal(window, orVacancy(after), Timing.LATE, closing);
      }
      formerOccupied = hasClosingPanes() && occupied;
    }
  }

  private void speakEarly() {
    if (spec.early() == null) {
      return;
    }
    long window = newestSlice() + 1;
    if (!isOpen(window) || live.waiting()) {
      return;
    }
    ResultT result = orVacancy(newestResult(window));
    long signal = spec.early().signal().apply(result);
    if (live.spoken() && signal == live.signal()) {
      return;
    }
    if (now < spec.mayNextSpeakAt(live)) {
      live = new Live(live.newestSlice(), live.spoken(), live.signal(), live.spokenAt(), true);
      return;
    }
    live = new Live(live.newestSlice(), true, signal, now, false);
    FiredWindow counts = fired.of(window);
    fire(counts, result, pane(counts, Timing.EARLY, -1), false);
    fired = fired.with(new FiredWindow(window, counts.panes() + 1, counts.finals()));
  }

  /** An element that was ahead of the clock when it came counts once its whole slice has passed. */
  private long newestSlice() {
    for (int at = slices.count() - 1; at >= 0; at--) {
      long slice = slices.indexAt(at);
      if (slice <= live.newestSlice() || grid.startOf(slice + 1) <= now) {
        return slice;
      }
    }
    return Long.MIN_VALUE;
  }

  private void fireFinal(long window, ResultT result, Timing timing, boolean closing) {
    FiredWindow counts = fired.of(window);
    fire(counts, result, pane(counts, timing, counts.finals()), closing);
    fired = fired.with(new FiredWindow(window, counts.panes() + 1, counts.finals() + 1));
  }

  private static PaneInfo pane(FiredWindow counts, Timing timing, long nonSpeculativeIndex) {
    return PaneInfo.createPane(
        counts.panes() == 0, false, timing, counts.panes(), nonSpeculativeIndex);
  }

  private void fire(FiredWindow counts, ResultT result, PaneInfo pane, boolean closing) {
    panes.accept(new SlidingPane<>(grid.window(counts.window()), pane, closing, result));
  }

  private void addToSlice(long index, AccumT combined) {
    int place = slices.placeOf(index);
    slices =
        slices.isAt(place, index)
            ? slices.replacing(place, spec.sumOf(slices.accumulatorAt(place), combined))
            : slices.inserting(place, index, combined);
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
    List<AccumT> accumulators = slices.between(grid.firstSliceOf(window), window);
    return accumulators.isEmpty() ? null : spec.resultOf(accumulators, window);
  }

  /** The result of the window behind the newest slice that counts, asked for again and again. */
  private @Nullable ResultT newestResult(long window) {
    return slices.newest() < window
        ? spec.resultOf(slices.condensedSince(grid.firstSliceOf(window), spec::sumOf), window)
        : result(window);
  }

  private @Nullable ResultT orVacancy(@Nullable ResultT result) {
    return result == null ? spec.vacancy() : result;
  }
}
