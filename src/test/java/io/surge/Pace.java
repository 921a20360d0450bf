package io.surge;

import io.surge.Step.ClockReaches;
import io.surge.Step.EventArrives;
import io.surge.Step.WatermarkReaches;
import io.surge.domain.InputRecord;
import io.surge.domain.RideEvent;
import io.surge.domain.RideRequest;
import io.surge.domain.SurgeQuote;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.beam.sdk.transforms.DoFn;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Lets a runner whose stages run side by side hear of an event only after the watermark before it
 * has come all the way through, as does a runner that takes one step at a time.
 *
 * <p>Before the watermark passes the end of a window, a pacemaker's request goes into a zone of its
 * own. Its quote says that the window has closed at the pipeline's other end; the events after it
 * wait for that.
 */
final class Pace {
  private static final String ZONE = "zone_7000_";

  private final List<Step> steps = new ArrayList<>();
  private final Map<Long, Pacemaker> awaited = new HashMap<>();

  private record Pacemaker(String zoneId, long windowEnd) implements Serializable {
    boolean speaks(SurgeQuote quote) {
      return quote.zoneId().equals(zoneId) && quote.windowEnd() == windowEnd;
    }
  }

  Pace(List<Step> steps, long slide) {
    long watermark = Long.MIN_VALUE;
    @Nullable Pacemaker last = null;
    for (Step step : steps) {
      if (step instanceof EventArrives arrives && last != null) {
        awaited.put(offset(arrives.event()), last);
      } else if (step instanceof WatermarkReaches reaches) {
        long closed = Math.floorDiv(reaches.time(), slide) * slide;
        if (closed > watermark) {
          last = addPacemaker(closed, last);
        }
        watermark = reaches.time();
      }
      if (!(step instanceof ClockReaches)) {
        this.steps.add(step);
      }
    }
  }

  /** The steps, with the pacemakers' among them, and without the clock's, which runs by itself. */
  List<Step> steps() {
    return steps;
  }

  /** Holds events back until the pacemaker before them is among the final quotes. */
  DoFn<RideEvent, RideEvent> keptBy(Gathering<SurgeQuote> finals) {
    return new Hold(awaited, finals);
  }

  static boolean isPacemakers(SurgeQuote quote) {
    return quote.zoneId().startsWith(ZONE);
  }

  private Pacemaker addPacemaker(long windowEnd, @Nullable Pacemaker last) {
    Pacemaker pacemaker = new Pacemaker(ZONE + steps.size(), windowEnd);
    InputRecord origin = new InputRecord("pacemakers", 0, -1 - steps.size(), null, null);
    RideEvent request = new RideRequest(City.GRID.zoneOf(pacemaker.zoneId), windowEnd - 1, origin);
    if (last != null) {
      awaited.put(offset(request), last);
    }
    steps.add(new EventArrives(request));
    return pacemaker;
  }

  private static long offset(RideEvent event) {
    return Objects.requireNonNull(event.origin()).offset();
  }

  private static final class Hold extends DoFn<RideEvent, RideEvent> {
    private final Map<Long, Pacemaker> awaited;
    private final Gathering<SurgeQuote> finals;

    Hold(Map<Long, Pacemaker> awaited, Gathering<SurgeQuote> finals) {
      this.awaited = awaited;
      this.finals = finals;
    }

    @ProcessElement
    public void hold(@Element RideEvent event, OutputReceiver<RideEvent> output)
        throws InterruptedException {
      Pacemaker pacemaker = awaited.get(offset(event));
      if (pacemaker != null) {
        finals.await(pacemaker::speaks);
      }
      output.output(event);
    }
  }
}
