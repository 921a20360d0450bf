package io.surge.transforms;

import io.surge.domain.SurgePolicy;
import io.surge.domain.WindowSchedule;
import io.surge.domain.ZoneGrid;
import java.io.Serializable;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.joda.time.Duration;

/**
 * What decides the answers: everything that must stay the same when a job is restored.
 *
 * @param allowedLateness how long after its end a window takes corrections
 * @param liveInterval the shortest time between two live quotes of a zone, null for no live quotes
 */
public record SurgeSettings(
    ZoneGrid grid,
    WindowSchedule windows,
    Duration allowedLateness,
    SurgePolicy policy,
    Supply supply,
    Windowing windowing,
    @Nullable Duration liveInterval)
    implements Serializable {

  /** What counts as supply. */
  public enum Supply {
    /** Drivers whose latest update says available: each once, in one place. */
    DRIVERS,
    /** Updates that say available, however many a driver sends. */
    UPDATES
  }

  /** How windows are computed. The final quotes are the same. */
  public enum Windowing {
    /** Slices in one state cell a zone: the fast path. */
    SLICED,
    /** Beam's own windows, triggers and Combine: the reference. */
    BEAM
  }
}
