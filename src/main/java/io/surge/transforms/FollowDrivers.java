package io.surge.transforms;

import io.surge.domain.DeadLetter;
import io.surge.domain.DriverUpdate;
import io.surge.domain.LoadChange;
import io.surge.domain.WindowSchedule;
import io.surge.domain.Zone;
import io.surge.domain.ZoneGrid;
import io.surge.sliding.Shards;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.beam.sdk.coders.StringUtf8Coder;
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
import org.joda.time.Instant;

/**
 * Follows each driver so that it counts once, in one place.
 *
 * <p>In: updates by shard of drivers, in any order. Out, at once and with the updates' event times:
 * for every zone that an update changes, what it changes; most updates of a driver that stays
 * change one number. An update whose windows have all expired is handed back; one that is late for
 * some changes only the others. A driver's state is gone when its last update has lost its say in
 * every window that takes corrections, or a sweep or two later.
 */
final class FollowDrivers
    extends DoFn<
        KV<Integer, List<DriverUpdate>>, Iterable<TimestampedValue<KV<Zone, LoadChange>>>> {
  private static final long serialVersionUID = 1L;
  private static final String DRIVERS = "drivers";
  private static final String SHARD = "shard";
  private static final String SWEEP = "sweep";

  private final WindowSchedule windows;
  private final long lateness;
  private final ZoneGrid grid;
  private transient Comparator<Zone> zoneIds;
  private final TupleTag<Iterable<TimestampedValue<KV<Zone, LoadChange>>>> changes;
  private final TupleTag<DeadLetter> tooLate;

  @StateId(DRIVERS)
  private final StateSpec<MapState<String, DriverBucket>> driversSpec =
      StateSpecs.map(StringUtf8Coder.of(), new DriverBucketCoder());

  @StateId(SHARD)
  private final StateSpec<ValueState<DriverShard>> shardSpec =
      StateSpecs.value(new DriverShardCoder());

  @TimerId(SWEEP)
  private final TimerSpec sweepSpec = TimerSpecs.timer(TimeDomain.EVENT_TIME);

  FollowDrivers(
      SurgeSettings settings,
      TupleTag<Iterable<TimestampedValue<KV<Zone, LoadChange>>>> changes,
      TupleTag<DeadLetter> tooLate) {
    this.windows = settings.windows();
    this.lateness = settings.allowedLateness().getMillis();
    this.grid = settings.grid();
    this.changes = changes;
    this.tooLate = tooLate;
  }

  @Setup
  public void setUp() {
    zoneIds = Comparator.comparing(grid::idOf);
  }

  @ProcessElement
  public void process(
      @Element KV<Integer, List<DriverUpdate>> updates,
      @StateId(DRIVERS) MapState<String, DriverBucket> drivers,
      @AlwaysFetched @StateId(SHARD) ValueState<DriverShard> shard,
      @TimerId(SWEEP) Timer sweep,
      MultiOutputReceiver output) {
    DriverShard remembered = shard.read();
    DriverShard former = remembered == null ? DriverShard.FRESH : remembered;
    long firstOpenEnd = Math.max(former.firstOpenEnd(), firstOpenEnd(sweep));
    List<TimestampedValue<KV<Zone, LoadChange>>> changed = new ArrayList<>();
    DriverEntries entries = new DriverEntries(drivers);
    for (DriverUpdate update : updates.getValue()) {
      if (windows.lastEnd(update.timestamp()) < firstOpenEnd) {
        TooLate.handBack(update.origin(), output.get(tooLate));
      } else {
        follow(update, firstOpenEnd, entries, changed);
      }
    }
    entries.write();
    if (!changed.isEmpty()) {
      output.get(changes).output(changed);
    }
    long sweepAt = former.sweepAt();
    if (sweepAt == DriverShard.NEVER) {
      sweepAt = sweepAfter(firstOpenEnd, updates.getKey(), sweep);
    }
    DriverShard next = new DriverShard(sweepAt, firstOpenEnd);
    if (!next.equals(former)) {
      shard.write(next);
    }
  }

  private void follow(
      DriverUpdate update,
      long firstOpenEnd,
      DriverEntries entries,
      List<TimestampedValue<KV<Zone, LoadChange>>> changed) {
    Instant timestamp = Instant.ofEpochMilli(update.timestamp());
    entries.change(
        update.driverId(),
        track ->
            track.after(
                update,
                windows,
                firstOpenEnd,
                zoneIds,
                (zone, change) ->
                    changed.add(TimestampedValue.of(KV.of(zone, change), timestamp))));
  }

  /** One timer a shard: it looks after all drivers that have come since it was set. */
  @OnTimer(SWEEP)
  public void onSweep(
      @Key Integer number,
      @StateId(DRIVERS) MapState<String, DriverBucket> drivers,
      @StateId(SHARD) ValueState<DriverShard> shard,
      @TimerId(SWEEP) Timer sweep) {
    long firstOpenEnd = firstOpenEnd(sweep);
    boolean anyLeft = new DriverEntries(drivers).sweep(track -> track.since(firstOpenEnd, windows));
    long sweepAt = anyLeft ? sweepAfter(firstOpenEnd, number, sweep) : DriverShard.NEVER;
    shard.write(new DriverShard(sweepAt, firstOpenEnd));
  }

  /**
   * An update that comes when this window is the first open one has lost its say by then. Shards
   * take turns: nothing else is done, and no checkpoint begins, while one looks at its drivers.
   */
  private long sweepAfter(long firstOpenEnd, int shard, Timer sweep) {
    long turn = Math.floorMod(shard, Shards.COUNT);
    long at = firstOpenEnd + (windows.reach() + lateness) * (Shards.COUNT + turn) / Shards.COUNT;
    sweep.withNoOutputTimestamp().set(Instant.ofEpochMilli(at));
    return at;
  }

  private long firstOpenEnd(Timer timer) {
    return windows.firstEnd(timer.getCurrentRelativeTime().getMillis() - lateness);
  }
}
