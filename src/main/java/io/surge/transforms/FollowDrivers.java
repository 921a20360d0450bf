package io.surge.transforms;

import io.surge.domain.DeadLetter;
import io.surge.domain.DriverUpdate;
import io.surge.domain.LoadChange;
import io.surge.domain.WindowSchedule;
import io.surge.domain.Zone;
import io.surge.domain.ZoneGrid;
import io.surge.sliding.ShardMemory;
import io.surge.sliding.Shards;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.state.MapState;
import org.apache.beam.sdk.state.StateSpec;
import org.apache.beam.sdk.state.StateSpecs;
import org.apache.beam.sdk.state.TimeDomain;
import org.apache.beam.sdk.state.Timer;
import org.apache.beam.sdk.state.TimerSpec;
import org.apache.beam.sdk.state.TimerSpecs;
import org.apache.beam.sdk.state.ValueState;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TimestampedValue;
import org.apache.beam.sdk.values.TupleTag;
import org.joda.time.Duration;
import org.joda.time.Instant;

/**
 * Follows each driver so that it counts once, in one place.
 *
 * <p>In: updates by shard of drivers, in any order. Out, with the updates' event times: for every
 * zone that an update changes, what it changes; most updates of a driver that stays change one
 * number. An update whose windows have all expired is handed back; one that is late for some
 * changes only the others. A driver's state is gone when its last update has lost its say in every
 * window that takes corrections, or a sweep or two later.
 *
 * <p>What the updates of one batch change leaves together, so that zones are visited once for it:
 * when all its shards that are followed here have come, or earlier where a bundle ends in between.
 * Many at a time are a backlog: what all batches of a bundle change leaves together then.
 */
final class FollowDrivers
    extends DoFn<KV<Integer, DriverBatch>, Iterable<TimestampedValue<KV<Zone, LoadChange>>>> {
  private static final long serialVersionUID = 1L;
  private static final String DRIVERS = "drivers";
  private static final String JOURNAL = "journal";
  private static final String SHARD = "shard";
  private static final String SWEEP = "sweep";

  /** From so many updates on a batch's changes wait for the end of its bundle. */
  private static final int MANY = 256;

  private final WindowSchedule windows;
  private final long lateness;
  private final ZoneGrid grid;
  private transient Comparator<Zone> zoneIds;
  private final TupleTag<Iterable<TimestampedValue<KV<Zone, LoadChange>>>> changes;
  private final TupleTag<DeadLetter> tooLate;
  private transient ShardMemory<DriverEntries> memory;
  private transient List<TimestampedValue<KV<Zone, LoadChange>>> changed;
  private transient Instant earliest;

  /**
   * Those of which something has come here. Flink sends what follows of them here as well; where a
   * runner does not, changes that wait for it leave with the bundle.
   */
  private transient ShardSet ownShards;

  @StateId(DRIVERS)
  private final StateSpec<MapState<String, DriverBucket>> driversSpec =
      StateSpecs.map(StringUtf8Coder.of(), new DriverBucketCoder());

  @StateId(JOURNAL)
  private final StateSpec<MapState<Integer, DriverBucket>> journalSpec =
      StateSpecs.map(VarIntCoder.of(), new DriverBucketCoder());

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
    memory = new ShardMemory<>();
    ownShards = ShardSet.NONE;
  }

  @StartBundle
  public void startBundle() {
    beginAnew();
  }

  private void beginAnew() {
    changed = new ArrayList<>();
    earliest = BoundedWindow.TIMESTAMP_MAX_VALUE;
  }

  @ProcessElement
  public void process(
      @Element KV<Integer, DriverBatch> element,
      @Timestamp Instant timestamp,
      @StateId(DRIVERS) MapState<String, DriverBucket> saved,
      @StateId(JOURNAL) MapState<Integer, DriverBucket> journal,
      @AlwaysFetched @StateId(SHARD) ValueState<DriverShard> shard,
      @TimerId(SWEEP) Timer sweep,
      MultiOutputReceiver output) {
    int number = element.getKey();
    DriverBatch batch = element.getValue();
    DriverShard remembered = shard.read();
    DriverShard former = remembered == null ? DriverShard.FRESH : remembered;
    long firstOpenEnd = Math.max(former.firstOpenEnd(), firstOpenEnd(sweep));
    DriverEntries.Cells cells = new DriverEntries.Cells(saved, journal);
    DriverEntries drivers =
        memory.take(number, former.stamp(), () -> DriverEntries.readFrom(cells));
    for (DriverUpdate update : batch.updates()) {
      if (windows.lastEnd(update.timestamp()) < firstOpenEnd) {
        TooLate.handBack(update.origin(), output.get(tooLate));
      } else {
        follow(update, firstOpenEnd, drivers, cells);
      }
    }
    long stamp = drivers.save(cells) ? ShardMemory.newStamp() : former.stamp();
    memory.keep(number, stamp, drivers);
    long sweepAt =
        former.sweepAt() == DriverShard.NEVER
            ? sweepAfter(firstOpenEnd, number, sweep)
            : former.sweepAt();
    DriverShard next = new DriverShard(sweepAt, firstOpenEnd, stamp);
    if (!next.equals(former)) {
      shard.write(next);
    }
    if (timestamp.isBefore(earliest)) {
      earliest = timestamp;
    }
    ownShards = ownShards.with(number);
    if (batch.updates().size() < MANY && !batch.toCome().holdsOneOf(ownShards)) {
      tell(all -> output.get(changes).outputWithTimestamp(all, earliest));
    }
  }

  @FinishBundle
  public void finishBundle(FinishBundleContext context) {
    tell(all -> context.output(changes, all, earliest, GlobalWindow.INSTANCE));
  }

  private void tell(Consumer<Iterable<TimestampedValue<KV<Zone, LoadChange>>>> output) {
    if (!changed.isEmpty()) {
      output.accept(changed);
      beginAnew();
    }
  }

  /** What a bundle changes is stamped with the earliest time of its batches. */
  @Override
  @SuppressWarnings("deprecation") // nothing has replaced it
  public Duration getAllowedTimestampSkew() {
    return Duration.millis(Long.MAX_VALUE);
  }

  private void follow(
      DriverUpdate update, long firstOpenEnd, DriverEntries drivers, DriverEntries.Cells cells) {
    Instant timestamp = Instant.ofEpochMilli(update.timestamp());
    drivers.change(
        update.driverId(),
        track ->
            track.after(
                update,
                windows,
                firstOpenEnd,
                zoneIds,
                (zone, change) -> changed.add(TimestampedValue.of(KV.of(zone, change), timestamp))),
        cells);
  }

  /** One timer a shard: it looks after all drivers that have come since it was set. */
  @OnTimer(SWEEP)
  public void onSweep(
      @Key Integer number,
      @StateId(DRIVERS) MapState<String, DriverBucket> saved,
      @StateId(JOURNAL) MapState<Integer, DriverBucket> journal,
      @StateId(SHARD) ValueState<DriverShard> shard,
      @TimerId(SWEEP) Timer sweep) {
    long firstOpenEnd = firstOpenEnd(sweep);
    DriverEntries.Cells cells = new DriverEntries.Cells(saved, journal);
    DriverEntries drivers =
        memory.take(number, shard.read().stamp(), () -> DriverEntries.readFrom(cells));
    boolean anyLeft = drivers.sweep(track -> track.since(firstOpenEnd, windows), cells);
    long stamp = ShardMemory.newStamp();
    memory.keep(number, stamp, drivers);
    long sweepAt = anyLeft ? sweepAfter(firstOpenEnd, number, sweep) : DriverShard.NEVER;
    shard.write(new DriverShard(sweepAt, firstOpenEnd, stamp));
  }

  /**
   * An update that comes when this window is the first open one has lost its say by then. Shards
   * take turns: nothing else is done, and no checkpoint begins, while one looks at its drivers.
   */
  private long sweepAfter(long firstOpenEnd, int shard, Timer sweep) {
    int turns = Shards.COUNT + Shards.rankOf(shard);
    long at = firstOpenEnd + (windows.reach() + lateness) * turns / Shards.COUNT;
    sweep.withNoOutputTimestamp().set(Instant.ofEpochMilli(at));
    return at;
  }

  private long firstOpenEnd(Timer timer) {
    return windows.firstEnd(timer.getCurrentRelativeTime().getMillis() - lateness);
  }
}
