package io.surge.transforms;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;

import io.surge.domain.DeadLetter;
import io.surge.domain.DriverUpdate;
import io.surge.domain.LoadChange;
import io.surge.domain.RideEvent;
import io.surge.domain.RideRequest;
import io.surge.domain.SurgePolicy;
import io.surge.domain.WindowSchedule;
import io.surge.domain.Zone;
import io.surge.domain.ZoneGrid;
import io.surge.sliding.Shards;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.apache.beam.runners.core.InMemoryStateInternals;
import org.apache.beam.runners.core.StateNamespaces;
import org.apache.beam.runners.core.StateTags;
import org.apache.beam.sdk.state.Timer;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TimestampedValue;
import org.apache.beam.sdk.values.TupleTag;
import org.joda.time.Duration;
import org.joda.time.Instant;
import org.junit.jupiter.api.Test;

/** What a batch holds of drivers travels by shard, and what it changes leaves together. */
class FollowDriversTest {
  private static final Zone HARBOUR = new Zone(1);
  private static final SurgeSettings SETTINGS =
      new SurgeSettings(
          ZoneGrid.named("km"),
          new WindowSchedule(30_000, 5_000, 30_000),
          Duration.ZERO,
          new SurgePolicy(1, 5),
          SurgeSettings.Supply.DRIVERS,
          SurgeSettings.Windowing.SLICED,
          null);
  private static final TupleTag<Iterable<TimestampedValue<KV<Zone, LoadChange>>>> CHANGES =
      new TupleTag<>("changes");
  private static final TupleTag<KV<Integer, DriverBatch>> DRIVERS = new TupleTag<>("drivers");
  private static final TupleTag<DeadLetter> TOO_LATE = new TupleTag<>("too late");

  /** Drivers of the first three shards, in the order of these. */
  private static final List<String> CABS =
      IntStream.range(0, 3).mapToObj(FollowDriversTest::driverOfShard).toList();

  private final Received received = new Received();
  private final FollowDrivers following = new FollowDrivers(SETTINGS, CHANGES, TOO_LATE);

  private static String driverOfShard(int number) {
    int first = IntStream.range(0, 100).map(Shards::of).min().orElseThrow();
    return IntStream.iterate(0, i -> i + 1)
        .mapToObj(i -> "cab" + i)
        .filter(id -> Shards.of(id.hashCode()) == first + number)
        .findFirst()
        .orElseThrow();
  }

  private static DriverUpdate ping(int cab, long timestamp) {
    return new DriverUpdate(CABS.get(cab), HARBOUR, true, timestamp, null);
  }

  private static int shardOf(int cab) {
    return Shards.of(CABS.get(cab).hashCode());
  }

  @Test
  void eachShardsUpdatesTellWhichAreToCome() {
    List<RideEvent> batch =
        List.of(ping(2, 7), ping(0, 5), new RideRequest(HARBOUR, 1, null), ping(2, 6));
    new SplitEvents(SETTINGS, CHANGES, DRIVERS).process(batch, received);

    assertThat(
        received.take(DRIVERS),
        contains(
            of(0, ShardSet.NONE.with(shardOf(2)), ping(0, 5)),
            of(2, ShardSet.NONE, ping(2, 7), ping(2, 6))));
  }

  @Test
  void whatABatchChangesLeavesWithItsLastShardHere() {
    ShardSet second = ShardSet.NONE.with(shardOf(1));
    ShardSet elsewhere = ShardSet.NONE.with(shardOf(2));
    following.setUp();
    following.startBundle();

    follow(of(0, second.with(shardOf(2)), ping(0, 1)));
    assertThat("nothing of the others has been seen here", left(), contains(List.of(1L)));
    follow(of(1, elsewhere, ping(1, 2)));
    assertThat(left(), contains(List.of(2L)));

    follow(of(0, second.with(shardOf(2)), ping(0, 3)));
    assertThat(left(), empty());
    follow(of(1, elsewhere, ping(1, 4)));
    assertThat(left(), contains(List.of(3L, 4L)));
    follow(of(1, ShardSet.NONE, ping(1, 5)));
    assertThat(left(), contains(List.of(5L)));
  }

  private static KV<Integer, DriverBatch> of(int cab, ShardSet toCome, DriverUpdate... updates) {
    return KV.of(shardOf(cab), new DriverBatch(List.of(updates), toCome));
  }

  private void follow(KV<Integer, DriverBatch> batch) {
    DriverEntries.Cells cells = DriverCells.empty();
    following.process(
        batch,
        Instant.EPOCH,
        cells.saved(),
        cells.journal(),
        InMemoryStateInternals.forKey(batch.getKey())
            .state(StateNamespaces.global(), StateTags.value("shard", new DriverShardCoder())),
        new TimerAtZero(),
        received);
  }

  /** The times of the changes that have left, of those together that left together. */
  @SuppressWarnings("unchecked") // no others are given out under the tag
  private List<List<Long>> left() {
    return received.take(CHANGES).stream()
        .map(all -> (Iterable<TimestampedValue<KV<Zone, LoadChange>>>) all)
        .map(all -> StreamSupport.stream(all.spliterator(), false))
        .map(all -> all.map(change -> change.getTimestamp().getMillis()).toList())
        .toList();
  }

  /** Event time stands still, and nothing is to be woken. */
  private static final class TimerAtZero implements Timer {
    @Override
    public Instant getCurrentRelativeTime() {
      return Instant.EPOCH;
    }

    @Override
    public Timer withNoOutputTimestamp() {
      return this;
    }

    @Override
    public void set(Instant time) {}

    @Override
    public void setRelative() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void clear() {
      throw new UnsupportedOperationException();
    }

    @Override
    public Timer offset(Duration offset) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Timer align(Duration period) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Timer withOutputTimestamp(Instant time) {
      throw new UnsupportedOperationException();
    }
  }
}
