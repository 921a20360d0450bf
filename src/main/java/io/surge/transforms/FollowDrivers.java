package io.surge.transforms;

import io.surge.domain.DeadLetter;
import io.surge.domain.DriverTrack;
import io.surge.domain.DriverUpdate;
import io.surge.domain.LoadChange;
import io.surge.domain.WindowSchedule;
import io.surge.domain.Zone;
import io.surge.domain.ZoneGrid;
import java.util.Comparator;
import org.apache.beam.sdk.state.StateSpec;
import org.apache.beam.sdk.state.StateSpecs;
import org.apache.beam.sdk.state.TimeDomain;
import org.apache.beam.sdk.state.Timer;
import org.apache.beam.sdk.state.TimerSpec;
import org.apache.beam.sdk.state.TimerSpecs;
import org.apache.beam.sdk.state.ValueState;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TupleTag;
import org.joda.time.Instant;

/**
 * Follows each driver so that it counts once, in one place.
 *
 * <p>In: updates by driver, stamped with their event times, in any order. Out, at once and with the
 * same event time: for every zone that the update changes, what it changes; most updates of a
 * driver that stays change one number. An update whose windows have all expired is handed back; one
 * that is late for some changes only the others. A driver's state is gone when its last update has
 * lost its say in every window that takes corrections.
 */
final class FollowDrivers extends DoFn<KV<String, DriverUpdate>, KV<Zone, LoadChange>> {
  private static final long serialVersionUID = 1L;
  private static final String STATE = "track";
  private static final String FORGET = "forget";

  private final WindowSchedule windows;
  private final long lateness;
  private final ZoneGrid grid;
  private final TupleTag<KV<Zone, LoadChange>> changes;
  private final TupleTag<DeadLetter> tooLate;

  @StateId(STATE)
  private final StateSpec<ValueState<DriverTrack>> trackSpec =
      StateSpecs.value(new DriverTrackCoder());

  @TimerId(FORGET)
  private final TimerSpec forgetSpec = TimerSpecs.timer(TimeDomain.EVENT_TIME);

  FollowDrivers(
      SurgeSettings settings,
      TupleTag<KV<Zone, LoadChange>> changes,
      TupleTag<DeadLetter> tooLate) {
    this.windows = settings.windows();
    this.lateness = settings.allowedLateness().getMillis();
    this.grid = settings.grid();
    this.changes = changes;
    this.tooLate = tooLate;
  }

  @ProcessElement
  public void process(
      @Element KV<String, DriverUpdate> element,
      @AlwaysFetched @StateId(STATE) ValueState<DriverTrack> state,
      @TimerId(FORGET) Timer forget,
      MultiOutputReceiver output) {
    DriverUpdate update = element.getValue();
    long firstOpenEnd = firstOpenEnd(forget);
    if (windows.lastEnd(update.timestamp()) < firstOpenEnd) {
      TooLate.handBack(update.origin(), output.get(tooLate));
      return;
    }
    DriverTrack remembered = state.read();
    DriverTrack former = remembered == null ? DriverTrack.NONE : remembered;
    OutputReceiver<KV<Zone, LoadChange>> receiver = output.get(changes);
    DriverTrack track =
        former.after(
            update,
            windows,
            firstOpenEnd,
            Comparator.comparing(grid::idOf),
            (zone, change) -> receiver.output(KV.of(zone, change)));
    if (remembered == null && !track.fixes().isEmpty()) {
      forgetWhenSpent(track, forget);
    }
    if (!track.fixes().isEmpty()) {
      state.write(track);
    }
  }

  /** One timer a driver at a time: it looks after the updates that came since it was set. */
  @OnTimer(FORGET)
  public void onForget(
      @AlwaysFetched @StateId(STATE) ValueState<DriverTrack> state, @TimerId(FORGET) Timer forget) {
    DriverTrack former = state.read();
    if (former == null) {
      return;
    }
    DriverTrack track = former.since(firstOpenEnd(forget), windows);
    if (track.fixes().isEmpty()) {
      state.clear();
    } else {
      state.write(track);
      forgetWhenSpent(track, forget);
    }
  }

  private void forgetWhenSpent(DriverTrack track, Timer forget) {
    forget.withNoOutputTimestamp().set(Instant.ofEpochMilli(track.lastEnd(windows) + lateness - 1));
  }

  private long firstOpenEnd(Timer timer) {
    return windows.firstEnd(timer.getCurrentRelativeTime().getMillis() - lateness);
  }
}
