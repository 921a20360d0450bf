package io.surge.transforms;

import io.surge.domain.ZoneLoad;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * What has been said of a zone, as far as it may have to be said otherwise. Immutable.
 *
 * @param told by ascending window end
 * @param closings the windows that may turn out to close the zone, by ascending end
 * @param live what live quotes have said
 */
record ZoneHistory(List<Told> told, List<Closing> closings, Live live) {
  static final ZoneHistory NONE =
      new ZoneHistory(List.of(), List.of(), new Live(Long.MIN_VALUE, 0, false, 0, 0, null));

  /**
   * @param load what was last said of the window
   * @param panes how often something was said
   * @param finals how often that was not early
   */
  record Told(long end, ZoneLoad load, long panes, long finals) {}

  /**
   * @param late whether the window had already ended when it became one to watch
   */
  record Closing(long end, boolean late) {}

  /**
   * @param newestEnd the end of the zone's newest window
   * @param heard how many events in time the newest window had when it last fired early
   * @param spoken whether there was a live quote since the zone was last silent
   * @param signal what the last one signalled
   * @param spokenAt when that was, in epoch milliseconds of processing time
   * @param waiting what waits until the zone may speak again
   */
  record Live(
      long newestEnd,
      long heard,
      boolean spoken,
      long signal,
      long spokenAt,
      @Nullable ZonePane waiting) {}

  ZoneHistory {
    told = List.copyOf(told);
    closings = List.copyOf(closings);
  }
}
