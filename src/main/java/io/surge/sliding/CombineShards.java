package io.surge.sliding;

import java.util.List;
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
  private final StateSpec<MapState<Long, byte[]>> logSpec;

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
    this.logSpec = StateSpecs.map(VarLongCoder.of(), new LogEntryCoder());
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
      @StateId(LOG) MapState<Long, byte[]> log,
      @StateId(WAITING) BagState<K> waiting,
      @StateId(SHARD) ValueState<ShardState> shard,
      @TimerId(WAKE) Timer wake,
      @TimerId(EARLY) Timer early,
      MultiOutputReceiver output) {
    ShardVisit<K, InputT, AccumT, OutputT, ResultT> visit =
        visit(
            batch.getKey(), new ShardVisit.Cells<>(keys, log, waiting, shard, wake, early), output);
    visit.add(batch.getValue());
    visit.end();
  }

  @OnTimer(WAKE)
  public void onWake(
      @Key Integer number,
      @StateId(KEYS) MapState<K, KeyState<AccumT>> keys,
      @StateId(LOG) MapState<Long, byte[]> log,
      @StateId(WAITING) BagState<K> waiting,
      @StateId(SHARD) ValueState<ShardState> shard,
      @TimerId(WAKE) Timer wake,
      @TimerId(EARLY) Timer early,
      MultiOutputReceiver output) {
    ShardVisit<K, InputT, AccumT, OutputT, ResultT> visit =
        visit(number, new ShardVisit.Cells<>(keys, log, waiting, shard, wake, early), output);
    visit.wakeTimerHasFired();
    closeWindows(visit);
    visit.end();
  }

  private ShardVisit<K, InputT, AccumT, OutputT, ResultT> visit(
      int number, ShardVisit.Cells<K, AccumT> cells, MultiOutputReceiver output) {
    return new ShardVisit<>(spec, coders, memory, number, cells, new Outputs(output));
  }

  private void closeWindows(ShardVisit<K, InputT, AccumT, OutputT, ResultT> visit) {
    long allowed = portions.allowed(visit.watermark(), visit.begin());
    if (allowed > 0) {
      long closed = visit.wakeKeys(allowed);
      portions.count(closed, visit.begin(), visit.currentTime());
    }
    if (allowed == 0 || visit.areKeysLeftOver()) {
      visit.postponeClosing(portions.postpone());
    }
  }

  @OnTimer(EARLY)
  public void onEarly(
      @Key Integer number,
      @StateId(KEYS) MapState<K, KeyState<AccumT>> keys,
      @StateId(LOG) MapState<Long, byte[]> log,
      @StateId(WAITING) BagState<K> waiting,
      @StateId(SHARD) ValueState<ShardState> shard,
      @TimerId(WAKE) Timer wake,
      @TimerId(EARLY) Timer early,
      MultiOutputReceiver output) {
    ShardVisit<K, InputT, AccumT, OutputT, ResultT> visit =
        visit(number, new ShardVisit.Cells<>(keys, log, waiting, shard, wake, early), output);
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

  private final class Outputs implements ShardVisit.Output<K, InputT, ResultT> {
    private final MultiOutputReceiver output;

    Outputs(MultiOutputReceiver output) {
      this.output = output;
    }

    @Override
    public void panes(List<KV<K, SlidingPane<ResultT>>> leaving, Instant timestamp) {
      output.get(panes).outputWithTimestamp(leaving, timestamp);
    }

    @Override
    public void tooLate(K key, InputT input) {
      output.get(tooLate).output(KV.of(key, input));
    }

    @Override
    public void dropped() {
      dropped.inc();
    }
  }
}
