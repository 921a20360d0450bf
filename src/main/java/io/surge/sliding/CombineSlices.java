package io.surge.sliding;

import org.apache.beam.sdk.state.StateSpec;
import org.apache.beam.sdk.state.StateSpecs;
import org.apache.beam.sdk.state.TimeDomain;
import org.apache.beam.sdk.state.Timer;
import org.apache.beam.sdk.state.TimerSpec;
import org.apache.beam.sdk.state.TimerSpecs;
import org.apache.beam.sdk.state.ValueState;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TupleTag;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.joda.time.Duration;
import org.joda.time.Instant;

/**
 * Keeps a {@link KeyState} per key and wakes it when a window ends.
 *
 * <p>One event-time timer a key, set anew only when it moves. Until it fires it holds the
 * watermark, so that a pane, stamped with its window's last instant as Beam's own panes are, is not
 * late for the steps behind.
 */
final class CombineSlices<K, InputT, AccumT, OutputT, ResultT>
    extends DoFn<KV<K, InputT>, KV<K, SlidingPane<ResultT>>> {
  private static final String STATE = "windows";
  private static final String WAKE = "wake";
  private static final String EARLY = "early";

  private final SlidingSpec<InputT, AccumT, OutputT, ResultT> spec;
  private final TupleTag<KV<K, SlidingPane<ResultT>>> panes;
  private final TupleTag<KV<K, InputT>> tooLate;

  @StateId(STATE)
  private final StateSpec<ValueState<KeyState<AccumT>>> stateSpec;

  @TimerId(WAKE)
  private final TimerSpec wakeSpec = TimerSpecs.timer(TimeDomain.EVENT_TIME);

  @TimerId(EARLY)
  private final TimerSpec earlySpec = TimerSpecs.timer(TimeDomain.PROCESSING_TIME);

  CombineSlices(
      SlidingSpec<InputT, AccumT, OutputT, ResultT> spec,
      KeyStateCoder<AccumT> stateCoder,
      TupleTag<KV<K, SlidingPane<ResultT>>> panes,
      TupleTag<KV<K, InputT>> tooLate) {
    this.spec = spec;
    this.stateSpec = StateSpecs.value(stateCoder);
    this.panes = panes;
    this.tooLate = tooLate;
  }

  @ProcessElement
  public void process(
      @Element KV<K, InputT> element,
      @Timestamp Instant timestamp,
      @AlwaysFetched @StateId(STATE) ValueState<KeyState<AccumT>> state,
      @TimerId(WAKE) Timer wake,
      @TimerId(EARLY) Timer early,
      MultiOutputReceiver output) {
    long watermark = wake.getCurrentRelativeTime().getMillis();
    if (spec.isTooLate(element.getValue(), timestamp.getMillis(), watermark)) {
      output.get(tooLate).output(element);
      return;
    }
    KeyState<AccumT> remembered = state.read();
    KeyState<AccumT> former =
        remembered == null ? KeyState.fresh(spec.grid().lastEndedBy(watermark)) : remembered;
    KeyWindows<InputT, AccumT, OutputT, ResultT> windows =
        windows(element.getKey(), former, output);
    long now = early.getCurrentRelativeTime().getMillis();
    windows.add(element.getValue(), timestamp.getMillis(), watermark, now);
    remember(windows, former, former.wakeAt(), watermark, state, wake, early);
  }

  @OnTimer(WAKE)
  public void onWake(
      @Key K key,
      @AlwaysFetched @StateId(STATE) ValueState<KeyState<AccumT>> state,
      @TimerId(WAKE) Timer wake,
      @TimerId(EARLY) Timer early,
      MultiOutputReceiver output) {
    KeyState<AccumT> former = state.read();
    if (former == null) {
      return;
    }
    long watermark = wake.getCurrentRelativeTime().getMillis();
    KeyWindows<InputT, AccumT, OutputT, ResultT> windows = windows(key, former, output);
    windows.closeUpTo(watermark);
    remember(windows, former, KeyState.NEVER, watermark, state, wake, early);
  }

  @OnTimer(EARLY)
  public void onEarly(
      @Key K key,
      @AlwaysFetched @StateId(STATE) ValueState<KeyState<AccumT>> state,
      @TimerId(WAKE) Timer wake,
      @TimerId(EARLY) Timer early,
      MultiOutputReceiver output) {
    KeyState<AccumT> former = state.read();
    if (former == null) {
      return;
    }
    long watermark = wake.getCurrentRelativeTime().getMillis();
    KeyWindows<InputT, AccumT, OutputT, ResultT> windows = windows(key, former, output);
    windows.earlyTimerFired(watermark, early.getCurrentRelativeTime().getMillis());
    remember(windows, former, former.wakeAt(), watermark, state, wake, early);
  }

  /** Corrections are stamped with the time of their window, however long ago it ended. */
  @Override
  @SuppressWarnings("deprecation") // nothing has replaced it
  public Duration getAllowedTimestampSkew() {
    return Duration.millis(Long.MAX_VALUE);
  }

  private KeyWindows<InputT, AccumT, OutputT, ResultT> windows(
      K key, KeyState<AccumT> state, MultiOutputReceiver output) {
    OutputReceiver<KV<K, SlidingPane<ResultT>>> receiver = output.get(panes);
    return new KeyWindows<>(
        spec,
        state,
        pane -> receiver.outputWithTimestamp(KV.of(key, pane), pane.window().maxTimestamp()));
  }

  private void remember(
      KeyWindows<InputT, AccumT, OutputT, ResultT> windows,
      KeyState<AccumT> former,
      long timerSetTo,
      long watermark,
      ValueState<KeyState<AccumT>> state,
      Timer wake,
      Timer early) {
    @Nullable KeyState<AccumT> next = windows.stateAt(watermark);
    if (next == null) {
      state.clear();
      return;
    }
    state.write(next);
    if (next.wakeAt() != timerSetTo) {
      wake.set(Instant.ofEpochMilli(next.wakeAt()));
    }
    long earlyAt = windows.earlyTimerAt(former);
    if (earlyAt != KeyState.NEVER) {
      long now = early.getCurrentRelativeTime().getMillis();
      early
          .withNoOutputTimestamp()
          .offset(Duration.millis(Math.max(1, earlyAt - now)))
          .setRelative();
    }
  }
}
