package io.surge.transforms;

import io.surge.domain.LoadChange;
import io.surge.domain.WindowSchedule;
import io.surge.domain.Zone;
import org.apache.beam.sdk.state.TimeDomain;
import org.apache.beam.sdk.state.Timer;
import org.apache.beam.sdk.state.TimerSpec;
import org.apache.beam.sdk.state.TimerSpecs;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TupleTag;
import org.joda.time.Instant;

/**
 * Tells changes that are too late for all their windows apart before Beam's grouping would drop
 * them without a word. The timers are never set: on classic runners they tell the watermark and the
 * clock.
 */
final class TurnAwayTooLate extends DoFn<KV<Zone, LoadChange>, KV<Zone, StampedChange>> {
  private static final long serialVersionUID = 1L;
  private static final String WATERMARK = "watermark";
  private static final String CLOCK = "clock";

  private final WindowSchedule windows;
  private final long lateness;
  private final TupleTag<KV<Zone, StampedChange>> inTime;
  private final TupleTag<KV<Zone, LoadChange>> tooLate;

  @TimerId(WATERMARK)
  private final TimerSpec watermarkSpec = TimerSpecs.timer(TimeDomain.EVENT_TIME);

  @TimerId(CLOCK)
  private final TimerSpec clockSpec = TimerSpecs.timer(TimeDomain.PROCESSING_TIME);

  TurnAwayTooLate(
      SurgeSettings settings,
      TupleTag<KV<Zone, StampedChange>> inTime,
      TupleTag<KV<Zone, LoadChange>> tooLate) {
    this.windows = settings.windows();
    this.lateness = settings.allowedLateness().getMillis();
    this.inTime = inTime;
    this.tooLate = tooLate;
  }

  @ProcessElement
  public void process(
      @Element KV<Zone, LoadChange> element,
      @Timestamp Instant timestamp,
      @TimerId(WATERMARK) Timer watermark,
      @TimerId(CLOCK) Timer clock,
      MultiOutputReceiver output) {
    LoadChange change = element.getValue();
    long eventTime = timestamp.getMillis();
    long lastEnd = Math.min(change.lastEnd(), windows.lastEnd(eventTime));
    long reached = watermark.getCurrentRelativeTime().getMillis();
    if (lastEnd <= reached - lateness) {
      output.get(tooLate).output(element);
      return;
    }
    boolean ahead = eventTime > clock.getCurrentRelativeTime().getMillis();
    boolean late = windows.firstEnd(eventTime) <= reached;
    StampedChange stamped =
        new StampedChange(
            change.withoutOrigin(), ahead ? Long.MIN_VALUE : eventTime, late, reached);
    output.get(inTime).output(KV.of(element.getKey(), stamped));
  }

  @OnTimer(WATERMARK)
  public void onWatermark() {}

  @OnTimer(CLOCK)
  public void onClock() {}
}
