package io.surge.transforms;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.sameInstance;

import io.surge.domain.DriverTrack;
import io.surge.domain.DriverTrack.Fix;
import io.surge.domain.Zone;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is in memory is used as long as it is what state holds, and no longer. */
class DriversInMemoryTest {
  private static final int SHARD = 250;
  private static final DriverTrack HERE =
      DriverTrack.of(List.of(new Fix(5_000, new Zone(1), true)));
  private static final DriverTrack THERE =
      DriverTrack.of(List.of(new Fix(10_000, new Zone(2), true)));

  private final DriverEntries.Cells cells = DriverCells.empty();
  private final DriversInMemory ours = new DriversInMemory();

  @Test
  void keepsADriverWhileTheStampIsTheSame() {
    DriverEntries drivers = ours.take(SHARD, DriverShard.NO_STAMP, cells);
    ours.keep(SHARD, 7, drivers);

    assertThat(ours.take(SHARD, 7, cells), is(sameInstance(drivers)));
  }

  @Test
  void readsTheStateWhereSomebodyElseHasChangedIt() {
    DriverEntries drivers = ours.take(SHARD, DriverShard.NO_STAMP, cells);
    move(drivers, HERE);
    ours.keep(SHARD, 7, drivers);
    DriverEntries theirs = new DriversInMemory().take(SHARD, 7, cells);
    assertThat(trackIn(theirs), is(HERE));
    move(theirs, THERE);

    assertThat(trackIn(ours.take(SHARD, 8, cells)), is(THERE));
  }

  @Test
  void readsTheStateWhereWorkHasFailed() {
    DriverEntries drivers = ours.take(SHARD, DriverShard.NO_STAMP, cells);
    move(drivers, HERE);
    ours.keep(SHARD, 7, drivers);
    DriverEntries failing = ours.take(SHARD, 7, cells);
    failing.change("driver", former -> THERE, cells);

    DriverEntries afterwards = ours.take(SHARD, 7, cells);

    assertThat(afterwards, is(not(sameInstance(failing))));
    assertThat(trackIn(afterwards), is(HERE));
  }

  private void move(DriverEntries drivers, DriverTrack track) {
    drivers.change("driver", former -> track, cells);
    drivers.save(cells);
  }

  private DriverTrack trackIn(DriverEntries drivers) {
    return DriverCells.trackIn(drivers, "driver", cells);
  }
}
