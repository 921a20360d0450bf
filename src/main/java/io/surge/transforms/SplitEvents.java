package io.surge.transforms;

import io.surge.domain.DriverUpdate;
import io.surge.domain.LoadChange;
import io.surge.domain.RideEvent;
import io.surge.domain.RideRequest;
import io.surge.domain.WindowSchedule;
import io.surge.domain.Zone;
import io.surge.sliding.Shards;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TimestampedValue;
import org.apache.beam.sdk.values.TupleTag;
import org.joda.time.Instant;

/**
 * Turns each event of a batch that counts by itself into what it changes in its zone, and hands on
 * those that only count beside the driver's other updates, by shard of drivers. Times stay the
 * events' own.
 */
final class SplitEvents
    extends DoFn<Iterable<RideEvent>, Iterable<TimestampedValue<KV<Zone, LoadChange>>>> {
  private static final long serialVersionUID = 1L;

  private final WindowSchedule windows;
  private final boolean followDrivers;
  private final TupleTag<Iterable<TimestampedValue<KV<Zone, LoadChange>>>> changes;
  private final TupleTag<KV<Integer, DriverBatch>> drivers;

  SplitEvents(
      SurgeSettings settings,
      TupleTag<Iterable<TimestampedValue<KV<Zone, LoadChange>>>> changes,
      TupleTag<KV<Integer, DriverBatch>> drivers) {
    this.windows = settings.windows();
    this.followDrivers = settings.supply() == SurgeSettings.Supply.DRIVERS;
    this.changes = changes;
    this.drivers = drivers;
  }

  @ProcessElement
  public void process(@Element Iterable<RideEvent> events, MultiOutputReceiver output) {
    List<RideEvent> counted = new ArrayList<>();
    NavigableMap<Integer, List<DriverUpdate>> followed = new TreeMap<>();
    for (RideEvent event : events) {
      if (followDrivers && event instanceof DriverUpdate update) {
        int shard = Shards.of(update.driverId().hashCode());
        followed.computeIfAbsent(shard, created -> new ArrayList<>()).add(update);
      } else {
        counted.add(event);
      }
    }
    if (!counted.isEmpty()) {
      // Each is made when it is its turn: what a batch holds is what a collection of garbage
      // copies.
      output.get(changes).output(() -> counted.stream().map(this::changeBy).iterator());
    }
    followed.forEach(
        (shard, updates) -> {
          ShardSet toCome = ShardSet.of(followed.tailMap(shard, false).keySet());
          output.get(drivers).output(KV.of(shard, new DriverBatch(updates, toCome)));
        });
  }

  private TimestampedValue<KV<Zone, LoadChange>> changeBy(RideEvent event) {
    LoadChange change =
        event instanceof DriverUpdate update
            ? LoadChange.supply(update, windows)
            : LoadChange.demand((RideRequest) event, windows);
    return TimestampedValue.of(
        KV.of(event.zone(), change), Instant.ofEpochMilli(event.timestamp()));
  }
}
