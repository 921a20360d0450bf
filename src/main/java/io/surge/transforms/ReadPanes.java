package io.surge.transforms;

import io.surge.domain.QuoteTiming;
import io.surge.domain.WindowSchedule;
import io.surge.domain.Zone;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.IntervalWindow;
import org.apache.beam.sdk.transforms.windowing.PaneInfo;
import org.apache.beam.sdk.values.KV;

/**
 * Turns each of Beam's panes into a value that keeps its meaning outside the window.
 *
 * <p>Leaves out panes of nothing: where event time runs fast, as in a replay, the timer of an early
 * firing may outlive its window's state, and Beam then fires the window once more, empty, as if on
 * time.
 */
final class ReadPanes extends DoFn<KV<Zone, StampedLoad>, KV<Zone, ZonePane>> {
  private static final long serialVersionUID = 1L;

  private final WindowSchedule windows;

  ReadPanes(WindowSchedule windows) {
    this.windows = windows;
  }

  @ProcessElement
  public void process(
      @Element KV<Zone, StampedLoad> element,
      BoundedWindow window,
      PaneInfo pane,
      OutputReceiver<KV<Zone, ZonePane>> output) {
    long end = ((IntervalWindow) window).end().getMillis();
    StampedLoad load = element.getValue();
    if (pane.isFirst() && load.equals(StampedLoad.NONE)) {
      return;
    }
    output.output(
        KV.of(
            element.getKey(),
            new ZonePane(
                end,
                timing(pane, load, end),
                load.seenAt() >= end - windows.slide(),
                load.inTime(),
                load.profile().at(end))));
  }

  /**
   * Beam calls a first pane late only once its own output has passed the window's end, which hangs
   * on how a runner cuts bundles; a window is late that held nothing when it closed.
   */
  private static QuoteTiming timing(PaneInfo pane, StampedLoad load, long end) {
    boolean nothingAtTheEnd = load.watermark() >= end;
    return nothingAtTheEnd ? QuoteTiming.LATE : QuoteTiming.valueOf(pane.getTiming().name());
  }
}
