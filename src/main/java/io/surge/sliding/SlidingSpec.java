package io.surge.sliding;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.transforms.Combine.CombineFn;
import org.apache.beam.sdk.transforms.SerializableBiFunction;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.transforms.windowing.IntervalWindow;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * What a {@link SlidingCombine} computes, and when it speaks.
 *
 * @param lateness allowed lateness in milliseconds
 * @param view what a window says, given the accumulators of its slices, some of which may have been
 *     merged; changes none of them
 * @param vacancy the result of a window that needs no pane of its own, or null: every window that
 *     holds an element has panes and there are no closing panes
 * @param early null for none
 * @param lastEnd the end of the last window that an input matters to, in milliseconds; windows that
 *     hold the input but end later take it in without it counting as in time
 * @param combinable whether an input may be combined with others before it meets the watermark
 */
record SlidingSpec<InputT, AccumT, OutputT, ResultT>(
    SlidingGrid grid,
    long lateness,
    CombineFn<InputT, AccumT, OutputT> combineFn,
    SerializableBiFunction<List<AccumT>, IntervalWindow, ResultT> view,
    @Nullable ResultT vacancy,
    @Nullable EarlyPanes<ResultT> early,
    SerializableFunction<InputT, Long> lastEnd,
    SerializableFunction<InputT, Boolean> combinable)
    implements Serializable {
  private static final int TICKS_AN_INTERVAL = 5;

  /** The first window that still takes corrections. */
  long firstOpenWindow(long watermark) {
    return grid.lastEndedBy(watermark - lateness) + 1;
  }

  boolean isTooLate(InputT input, long timestamp, long watermark) {
    return isExpired(timestamp, watermark) || lastEnd.apply(input) <= watermark - lateness;
  }

  /** Whether no window that holds this time takes corrections any more. */
  boolean isExpired(long timestamp, long watermark) {
    return grid.endOf(grid.lastWindowOf(grid.sliceOf(timestamp))) <= watermark - lateness;
  }

  boolean combinesEarly(InputT input) {
    return combinable.apply(input);
  }

  AccumT accumulatorOf(InputT input) {
    return combineFn.addInput(combineFn.createAccumulator(), input);
  }

  ResultT resultOf(List<AccumT> slices, long window) {
    return view.apply(slices, grid.window(window));
  }

  AccumT sumOf(AccumT one, AccumT other) {
    return combineFn.mergeAccumulators(List.of(combineFn.createAccumulator(), one, other));
  }

  AccumT sumOf(List<AccumT> slices) {
    return merge(combineFn, slices);
  }

  /** The first accumulator of a merge may be modified, so it is a fresh one. */
  static <AccumT> AccumT merge(CombineFn<?, AccumT, ?> combineFn, List<AccumT> slices) {
    List<AccumT> accumulators = new ArrayList<>(slices.size() + 1);
    accumulators.add(combineFn.createAccumulator());
    accumulators.addAll(slices);
    return combineFn.mergeAccumulators(accumulators);
  }

  /** When in processing time the next early pane of a key may leave. */
  long mayNextSpeakAt(KeyState.Live live) {
    return live.spokenAt() + early.interval().getMillis();
  }

  /** Keys that wait for about the same time are woken together: a visit costs more than a key. */
  long nextTick(long dueAt) {
    long tick = Math.max(1, early.interval().getMillis() / TICKS_AN_INTERVAL);
    return Math.floorDiv(dueAt + tick - 1, tick) * tick;
  }

  boolean isOccupied(@Nullable ResultT result) {
    return result != null && !result.equals(vacancy);
  }
}
