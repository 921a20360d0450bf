package io.surge.sliding;

import io.surge.sliding.KeyInputs.Partial;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.state.BagState;
import org.apache.beam.sdk.state.MapState;
import org.apache.beam.sdk.state.Timer;
import org.apache.beam.sdk.state.ValueState;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TimestampedValue;
import org.joda.time.Duration;
import org.joda.time.Instant;

/**
 * A shard at work, for one batch or timer: its keys take in what has come, close windows, or say
 * what had to wait. What it has changed is in state, and what it has to say has left, when it ends.
 */
final class ShardVisit<K, InputT, AccumT, OutputT, ResultT> {
  /** In no more parts do the keys of a shard close the windows that have ended. */
  private static final int MOST_PARTS = 8;

  private final SlidingSpec<InputT, AccumT, OutputT, ResultT> spec;
  private final KeyStates<K, AccumT> keys;
  private final Cells<K, AccumT> cells;
  private final Output<K, InputT, ResultT> output;
  private final long watermark;
  private final long now;
  private final ShardState remembered;
  private final List<KV<K, SlidingPane<ResultT>>> leaving = new ArrayList<>();
  private long wakeSetTo;
  private long earlySetTo;
  private long wakeAt;
  private long earlyAt;
  private long woken;
  private boolean keysLeftOver;

  /** A shard's state and timers. */
  record Cells<K, AccumT>(
      MapState<K, KeyState<AccumT>> apart,
      MapState<Long, byte[]> log,
      BagState<K> waiting,
      ValueState<ShardState> shard,
      Timer wake,
      Timer early) {}

  /** Takes what a visit gives out. */
  interface Output<K, InputT, ResultT> {
    void panes(List<KV<K, SlidingPane<ResultT>>> panes, Instant timestamp);

    void tooLate(K key, InputT input);

    /** What was combined with others already has proven too late. */
    void dropped();
  }

  ShardVisit(
      SlidingSpec<InputT, AccumT, OutputT, ResultT> spec,
      KeyCoders<K, AccumT> coders,
      ShardMemory<KeyStates.Remembered<K, AccumT>> memory,
      int number,
      Cells<K, AccumT> cells,
      Output<K, InputT, ResultT> output) {
    this.spec = spec;
    this.cells = cells;
    this.output = output;
    ShardState former = cells.shard().read();
    remembered = former == null ? ShardState.FRESH : former;
    keys =
        new KeyStates<>(
            memory,
            number,
            remembered.stamp(),
            new KeyStates.Cells<>(cells.apart(), cells.log(), cells.waiting()),
            coders);
    watermark = Math.max(remembered.reached(), cells.wake().getCurrentRelativeTime().getMillis());
    now = currentTime();
    wakeSetTo = remembered.wakeAt();
    earlySetTo = remembered.earlyAt();
    wakeAt = wakeSetTo;
    earlyAt = earlySetTo;
  }

  long watermark() {
    return watermark;
  }

  /** Processing time when the visit began. */
  long begin() {
    return now;
  }

  void add(List<KeyInputs<K, InputT, AccumT>> batch) {
    FetchAhead.forEach(batch, some -> keys.fetch(some, KeyInputs::key), this::add);
  }

  private void add(KeyInputs<K, InputT, AccumT> inputs) {
    K key = inputs.key();
    KeyState<AccumT> remembered = keys.get(key);
    KeyState<AccumT> state =
        remembered == null ? KeyState.fresh(spec.grid().lastEndedBy(watermark)) : remembered;
    KeyWindows<InputT, AccumT, OutputT, ResultT> windows = windows(key, state);
    for (Partial<AccumT> partial : inputs.partials()) {
      if (spec.isExpired(partial.timestamp(), watermark)) {
        output.dropped();
      } else {
        windows.add(partial.accumulator(), partial.timestamp());
      }
    }
    for (TimestampedValue<InputT> input : inputs.inputs()) {
      long timestamp = input.getTimestamp().getMillis();
      if (spec.isTooLate(input.getValue(), timestamp, watermark)) {
        output.tooLate(key, input.getValue());
      } else {
        windows.add(spec.accumulatorOf(input.getValue()), timestamp);
      }
    }
    remember(key, remembered, windows);
  }

  /** Processing time, which goes on while the shard is at work. */
  long currentTime() {
    return cells.early().getCurrentRelativeTime().getMillis();
  }

  void wakeTimerHasFired() {
    wakeSetTo = KeyState.NEVER;
  }

  /**
   * Lets keys act whose time has come.
   *
   * @param allowed how many; where there are many, a part of the shard's keys instead, as all are
   *     looked through each time, and where some of them would be read from state for it, all keys
   * @return how many have acted
   */
  long wakeKeys(long allowed) {
    long most =
        keys.areSomeApart() ? Long.MAX_VALUE : Math.max(allowed, keys.countInMemory() / MOST_PARTS);
    wakeAt = KeyState.NEVER;
    woken = 0;
    keys.forEach(keyWakesAt -> mayWake(keyWakesAt, most), this::wake);
    return woken;
  }

  private boolean mayWake(long keyWakesAt, long most) {
    if (keyWakesAt >= watermark) {
      wakeAt = Math.min(wakeAt, keyWakesAt);
      return false;
    }
    if (woken == most) {
      keysLeftOver = true;
      return false;
    }
    woken++;
    return true;
  }

  /** Whether it is the time of keys that were not allowed to act. */
  boolean areKeysLeftOver() {
    return keysLeftOver;
  }

  private void wake(K key, KeyState<AccumT> state) {
    KeyWindows<InputT, AccumT, OutputT, ResultT> windows = windows(key, state);
    windows.closeEnded();
    remember(key, state, windows);
  }

  /**
   * Until then the watermark is held back.
   *
   * @param until processing time
   */
  void postponeClosing(long until) {
    wakeAt = watermark + 1;
    earlyAt = Math.min(earlyAt, until);
  }

  boolean isClosingPostponed() {
    return wakeAt <= watermark + 1;
  }

  void speakWaiting() {
    earlySetTo = KeyState.NEVER;
    List<K> due = keys.waiting().takeDue(now);
    FetchAhead.forEach(due, some -> keys.fetch(some, key -> key), this::speakIfWaiting);
    keys.waiting().tidy(cells.waiting());
    earlyAt = keys.waiting().nextTick();
  }

  private void speakIfWaiting(K key) {
    KeyState<AccumT> state = keys.get(key);
    if (state != null && state.live().waiting()) {
      speak(key, state);
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
    long tick = spec.nextTick(dueAt);
    keys.waiting().add(key, tick, cells.waiting());
    earlyAt = Math.min(earlyAt, tick);
  }

  private void remember(
      K key, KeyState<AccumT> remembered, KeyWindows<InputT, AccumT, OutputT, ResultT> windows) {
    KeyState<AccumT> next = windows.state();
    if (next != null) {
      keys.put(key, remembered, next);
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
      output.panes(leaving, earliest());
    }
    if (wakeAt == KeyState.NEVER && wakeSetTo != KeyState.NEVER) {
      cells.wake().clear();
    } else if (wakeAt != wakeSetTo) {
      cells.wake().set(Instant.ofEpochMilli(wakeAt));
    }
    if (earlyAt != earlySetTo) {
      // To the very moment, so that the shards of a subtask are woken together.
      Duration wait = Duration.millis(Math.max(1, earlyAt - currentTime()));
      cells.early().withNoOutputTimestamp().offset(wait).setRelative();
    }
    ShardState next = new ShardState(wakeAt, earlyAt, reached(), keys.end());
    if (!next.equals(remembered)) {
      cells.shard().write(next);
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
