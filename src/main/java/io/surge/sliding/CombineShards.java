package io.surge.sliding;

import io.surge.sliding.KeyInputs.Partial;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.state.BagState;
import org.apache.beam.sdk.state.MapState;
import org.apache.beam.sdk.state.StateSpec;
import org.apache.beam.sdk.state.StateSpecs;
import org.apache.beam.sdk.state.TimeDomain;
import org.apache.beam.sdk.state.Timer;
import org.apache.beam.sdk.state.TimerSpec;
import org.apache.beam.sdk.state.TimerSpecs;
import org.apache.beam.sdk.state.ValueState;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TimestampedValue;
import org.apache.beam.sdk.values.TupleTag;
import org.joda.time.Duration;
import org.joda.time.Instant;

/**
 * Keeps a {@link KeyState} for each key, and wakes the keys of a shard together when a window ends.
 *
 * <p>A shard has one event-time timer, set to when the first of its keys must act. Until it fires
 * it holds the watermark, so that a pane, stamped with its window's last instant as Beam's own
 * panes are, is not late for the steps behind. Its processing-time timer is for the keys whose
 * early pane has to wait, and for a closing that was postponed ({@link ClosingPortions}).
 */
final class CombineShards<K, InputT, AccumT, OutputT, ResultT>
    extends DoFn<
        KV<Integer, List<KeyInputs<K, InputT, AccumT>>>, Iterable<KV<K, SlidingPane<ResultT>>>> {
  private static final long serialVersionUID = 1L;
  private static final String KEYS = "keys";
  private static final String LOG = "log";
  private static final String WAITING = "waiting";
  private static final String SHARD = "shard";
  private static final String WAKE = "wake";
  private static final String EARLY = "early";

  private final SlidingSpec<InputT, AccumT, OutputT, ResultT> spec;
  private final TupleTag<Iterable<KV<K, SlidingPane<ResultT>>>> panes;
  private final TupleTag<KV<K, InputT>> tooLate;
  private final KeyCoders<K, AccumT> coders;
  private transient ClosingPortions portions;
  private transient ShardMemory<KeyStates.Remembered<K, AccumT>> memory;
  private final Counter dropped = Metrics.counter(SlidingCombine.class, "dropped_too_late");

  /** The keys for which there is no room in memory. */
  @StateId(KEYS)
  private final StateSpec<MapState<K, KeyState<AccumT>>> keysSpec;

  /** All others. */
  @StateId(LOG)
  private final StateSpec<MapState<Long, LogEntry<K, AccumT>>> logSpec;

  /** The keys whose early pane has to wait. */
  @StateId(WAITING)
  private final StateSpec<BagState<K>> waitingSpec;

  @StateId(SHARD)
  private final StateSpec<ValueState<ShardState>> shardSpec =
      StateSpecs.value(new ShardStateCoder());

  @TimerId(WAKE)
  private final TimerSpec wakeSpec = TimerSpecs.timer(TimeDomain.EVENT_TIME);

  @TimerId(EARLY)
  private final TimerSpec earlySpec = TimerSpecs.timer(TimeDomain.PROCESSING_TIME);

  CombineShards(
      SlidingSpec<InputT, AccumT, OutputT, ResultT> spec,
      Coder<K> keyCoder,
      Coder<AccumT> accumulatorCoder,
      TupleTag<Iterable<KV<K, SlidingPane<ResultT>>>> panes,
      TupleTag<KV<K, InputT>> tooLate) {
    this.spec = spec;
    this.coders = new KeyCoders<>(keyCoder, new KeyStateCoder<>(accumulatorCoder));
    this.keysSpec = StateSpecs.map(keyCoder, coders.states());
    this.logSpec = StateSpecs.map(VarLongCoder.of(), new LogEntryCoder<>(coders));
    this.waitingSpec = StateSpecs.bag(keyCoder);
    this.panes = panes;
    this.tooLate = tooLate;
  }

  @Setup
  public void setUp() {
    portions = new ClosingPortions();
    memory = new ShardMemory<>();
  }

  @ProcessElement
  public void process(
      @Element KV<Integer, List<KeyInputs<K, InputT, AccumT>>> batch,
      @StateId(KEYS) MapState<K, KeyState<AccumT>> keys,
      @StateId(LOG) MapState<Long, LogEntry<K, AccumT>> log,
      @StateId(WAITING) BagState<K> waiting,
      @StateId(SHARD) ValueState<ShardState> shard,
      @TimerId(WAKE) Timer wake,
      @TimerId(EARLY) Timer early,
      MultiOutputReceiver output) {
    Visit visit =
        new Visit(
            batch.getKey(), new KeyStates.Cells<>(keys, log), waiting, shard, wake, early, output);
    for (KeyInputs<K, InputT, AccumT> inputs : batch.getValue()) {
      visit.add(inputs);
    }
    visit.end();
  }

  @OnTimer(WAKE)
  public void onWake(
      @Key Integer number,
      @StateId(KEYS) MapState<K, KeyState<AccumT>> keys,
      @StateId(LOG) MapState<Long, LogEntry<K, AccumT>> log,
      @StateId(WAITING) BagState<K> waiting,
      @StateId(SHARD) ValueState<ShardState> shard,
      @TimerId(WAKE) Timer wake,
      @TimerId(EARLY) Timer early,
      MultiOutputReceiver output) {
    Visit visit =
        new Visit(number, new KeyStates.Cells<>(keys, log), waiting, shard, wake, early, output);
    visit.wakeTimerHasFired();
    closeWindows(visit);
    visit.end();
  }

  private void closeWindows(Visit visit) {
    if (portions.allowOneMore(visit.watermark, visit.now)) {
      visit.wakeKeys();
      portions.count(visit.leaving.size(), visit.now, visit.currentTime());
    } else {
      visit.postponeClosing();
    }
  }

  @OnTimer(EARLY)
  public void onEarly(
      @Key Integer number,
      @StateId(KEYS) MapState<K, KeyState<AccumT>> keys,
      @StateId(LOG) MapState<Long, LogEntry<K, AccumT>> log,
      @StateId(WAITING) BagState<K> waiting,
      @StateId(SHARD) ValueState<ShardState> shard,
      @TimerId(WAKE) Timer wake,
      @TimerId(EARLY) Timer early,
      MultiOutputReceiver output) {
    Visit visit =
        new Visit(number, new KeyStates.Cells<>(keys, log), waiting, shard, wake, early, output);
    visit.speakWaiting();
    if (visit.isClosingPostponed()) {
      closeWindows(visit);
    }
    visit.end();
  }

  /** Corrections are stamped with the time of their window, however long ago it ended. */
  @Override
  @SuppressWarnings("deprecation") // nothing has replaced it
  public Duration getAllowedTimestampSkew() {
    return Duration.millis(Long.MAX_VALUE);
  }

  /** A shard at work: for one batch or timer. */
  private final class Visit {
    private final KeyStates<K, AccumT> keys;
    private final BagState<K> waiting;
    private final ValueState<ShardState> shard;
    private final Timer wake;
    private final Timer early;
    private final MultiOutputReceiver output;
    private final long watermark;
    private final long now;
    private final ShardState remembered;
    private final List<KV<K, SlidingPane<ResultT>>> leaving = new ArrayList<>();
    private long wakeSetTo;
    private long earlySetTo;
    private long wakeAt;
    private long earlyAt;

    Visit(
        int number,
        KeyStates.Cells<K, AccumT> cells,
        BagState<K> waiting,
        ValueState<ShardState> shard,
        Timer wake,
        Timer early,
        MultiOutputReceiver output) {
      this.waiting = waiting;
      this.shard = shard;
      this.wake = wake;
      this.early = early;
      this.output = output;
      ShardState former = shard.read();
      remembered = former == null ? ShardState.FRESH : former;
      keys = new KeyStates<>(memory, number, remembered.stamp(), cells, coders);
      watermark = Math.max(remembered.reached(), wake.getCurrentRelativeTime().getMillis());
      now = currentTime();
      wakeSetTo = remembered.wakeAt();
      earlySetTo = remembered.earlyAt();
      wakeAt = wakeSetTo;
      earlyAt = earlySetTo;
    }

    void add(KeyInputs<K, InputT, AccumT> inputs) {
      K key = inputs.key();
      KeyState<AccumT> remembered = keys.get(key);
      KeyState<AccumT> state =
          remembered == null ? KeyState.fresh(spec.grid().lastEndedBy(watermark)) : remembered;
      KeyWindows<InputT, AccumT, OutputT, ResultT> windows = windows(key, state);
      for (Partial<AccumT> partial : inputs.partials()) {
        if (spec.isExpired(partial.timestamp(), watermark)) {
          dropped.inc();
        } else {
          windows.add(partial.accumulator(), partial.timestamp());
        }
      }
      for (TimestampedValue<InputT> input : inputs.inputs()) {
        long timestamp = input.getTimestamp().getMillis();
        if (spec.isTooLate(input.getValue(), timestamp, watermark)) {
          output.get(tooLate).output(KV.of(key, input.getValue()));
        } else {
          windows.add(spec.accumulatorOf(input.getValue()), timestamp);
        }
      }
      remember(key, remembered, windows);
    }

    /** Processing time, which goes on while the shard is at work. */
    long currentTime() {
      return early.getCurrentRelativeTime().getMillis();
    }

    void wakeTimerHasFired() {
      wakeSetTo = KeyState.NEVER;
    }

    void wakeKeys() {
      wakeAt = KeyState.NEVER;
      keys.forEach(this::wake);
    }

    private void wake(K key, KeyState<AccumT> state) {
      if (state.wakeAt() >= watermark) {
        wakeAt = Math.min(wakeAt, state.wakeAt());
      } else {
        KeyWindows<InputT, AccumT, OutputT, ResultT> windows = windows(key, state);
        windows.closeEnded();
        remember(key, state, windows);
      }
    }

    /** Until the next portion begins; until then the watermark is held back. */
    void postponeClosing() {
      wakeAt = watermark + 1;
      earlyAt = Math.min(earlyAt, portions.resumesAt());
    }

    boolean isClosingPostponed() {
      return wakeAt <= watermark + 1;
    }

    void speakWaiting() {
      earlySetTo = KeyState.NEVER;
      earlyAt = KeyState.NEVER;
      Set<K> due = new LinkedHashSet<>();
      waiting.read().forEach(due::add);
      waiting.clear();
      for (K key : due) {
        KeyState<AccumT> state = keys.get(key);
        if (state != null && state.live().waiting()) {
          speak(key, state);
        }
      }
    }

    private void speak(K key, KeyState<AccumT> state) {
      long dueAt = spec.mayNextSpeakAt(state.live());
      if (dueAt > now) {
        await(key, dueAt);
      } else {
        KeyWindows<InputT, AccumT, OutputT, ResultT> windows = windows(key, state);
        windows.speakWaiting();
        remember(key, state, windows);
      }
    }

    private void await(K key, long dueAt) {
      waiting.add(key);
      earlyAt = Math.min(earlyAt, spec.nextTick(dueAt));
    }

    private void remember(
        K key, KeyState<AccumT> remembered, KeyWindows<InputT, AccumT, OutputT, ResultT> windows) {
      KeyState<AccumT> next = windows.state();
      if (next != null) {
        keys.put(key, next);
        // A closing that can wait is not due again before the watermark goes on.
        wakeAt = Math.min(wakeAt, next.wakeAt() < watermark ? watermark + 1 : next.wakeAt());
        boolean waitedBefore = remembered != null && remembered.live().waiting();
        if (next.live().waiting() && !waitedBefore) {
          await(key, spec.mayNextSpeakAt(next.live()));
        }
      } else if (remembered != null) {
        keys.remove(key);
      }
    }

    /** Timers are set only where they move: setting one costs more than to update a key. */
    void end() {
      if (!leaving.isEmpty()) {
        output.get(panes).outputWithTimestamp(leaving, earliest());
      }
      if (wakeAt == KeyState.NEVER && wakeSetTo != KeyState.NEVER) {
        wake.clear();
      } else if (wakeAt != wakeSetTo) {
        wake.set(Instant.ofEpochMilli(wakeAt));
      }
      if (earlyAt != earlySetTo) {
        Duration wait = Duration.millis(Math.max(1, earlyAt - now));
        early.withNoOutputTimestamp().offset(wait).setRelative();
      }
      ShardState next = new ShardState(wakeAt, earlyAt, reached(), keys.end());
      if (!next.equals(remembered)) {
        shard.write(next);
      }
    }

    private Instant earliest() {
      long earliest = Long.MAX_VALUE;
      for (KV<K, SlidingPane<ResultT>> pane : leaving) {
        earliest = Math.min(earliest, pane.getValue().window().maxTimestamp().getMillis());
      }
      return Instant.ofEpochMilli(earliest);
    }

    private long reached() {
      boolean someExpired =
          spec.firstOpenWindow(watermark) > spec.firstOpenWindow(remembered.reached());
      return someExpired ? watermark : remembered.reached();
    }

    private KeyWindows<InputT, AccumT, OutputT, ResultT> windows(K key, KeyState<AccumT> state) {
      return new KeyWindows<>(spec, state, watermark, now, pane -> leaving.add(KV.of(key, pane)));
    }
  }
}
