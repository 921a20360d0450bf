package io.surge.transforms;

import io.surge.domain.Zone;
import io.surge.domain.ZoneLoad;
import io.surge.sliding.SlidingPane;
import java.util.List;
import org.apache.beam.sdk.state.StateSpec;
import org.apache.beam.sdk.state.StateSpecs;
import org.apache.beam.sdk.state.TimeDomain;
import org.apache.beam.sdk.state.Timer;
import org.apache.beam.sdk.state.TimerSpec;
import org.apache.beam.sdk.state.TimerSpecs;
import org.apache.beam.sdk.state.ValueState;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.joda.time.Duration;
import org.joda.time.Instant;

/**
 * Makes of Beam's panes what is to be published of a zone: leaves out windows without load and
 * corrections that change nothing, numbers what remains, adds closing panes, and of the early panes
 * of all its windows lets through those of the newest, when the price changes and not too often.
 *
 * <p>In: panes of a zone's windows, in the order of their firing. Out: at once, but for closing
 * panes, which wait until their window has ended without load.
 */
final class SettlePanes
    extends DoFn<KV<Zone, ZonePane>, Iterable<KV<Zone, SlidingPane<ZoneLoad>>>> {
  private static final long serialVersionUID = 1L;
  private static final String STATE = "history";
  private static final String WAKE = "wake";
  private static final String SPEAK = "speak";

  private final SurgeSettings settings;

  @StateId(STATE)
  private final StateSpec<ValueState<ZoneHistory>> historySpec =
      StateSpecs.value(new ZoneHistoryCoder());

  @TimerId(WAKE)
  private final TimerSpec wakeSpec = TimerSpecs.timer(TimeDomain.EVENT_TIME);

  @TimerId(SPEAK)
  private final TimerSpec speakSpec = TimerSpecs.timer(TimeDomain.PROCESSING_TIME);

  SettlePanes(SurgeSettings settings) {
    this.settings = settings;
  }

  @ProcessElement
  public void process(
      @Element KV<Zone, ZonePane> element,
      @AlwaysFetched @StateId(STATE) ValueState<ZoneHistory> state,
      @TimerId(WAKE) Timer wake,
      @TimerId(SPEAK) Timer speak,
      OutputReceiver<Iterable<KV<Zone, SlidingPane<ZoneLoad>>>> output) {
    ZoneTalk talk = talk(element.getKey(), state, output);
    talk.hear(element.getValue(), time(wake), time(speak));
    remember(talk, state, wake, speak);
  }

  @OnTimer(WAKE)
  public void onWake(
      @Key Zone zone,
      @AlwaysFetched @StateId(STATE) ValueState<ZoneHistory> state,
      @TimerId(WAKE) Timer wake,
      @TimerId(SPEAK) Timer speak,
      OutputReceiver<Iterable<KV<Zone, SlidingPane<ZoneLoad>>>> output) {
    ZoneTalk talk = talk(zone, state, output);
    talk.closeUpTo(time(wake));
    remember(talk, state, wake, speak);
  }

  @OnTimer(SPEAK)
  public void onSpeak(
      @Key Zone zone,
      @AlwaysFetched @StateId(STATE) ValueState<ZoneHistory> state,
      @TimerId(WAKE) Timer wake,
      @TimerId(SPEAK) Timer speak,
      OutputReceiver<Iterable<KV<Zone, SlidingPane<ZoneLoad>>>> output) {
    ZoneTalk talk = talk(zone, state, output);
    talk.speakWaiting(time(wake), time(speak));
    remember(talk, state, wake, speak);
  }

  /** Corrections are stamped with the time of their window, however long ago it ended. */
  @Override
  @SuppressWarnings("deprecation") // nothing has replaced it
  public Duration getAllowedTimestampSkew() {
    return Duration.millis(Long.MAX_VALUE);
  }

  private ZoneTalk talk(
      Zone zone,
      ValueState<ZoneHistory> state,
      OutputReceiver<Iterable<KV<Zone, SlidingPane<ZoneLoad>>>> output) {
    ZoneHistory remembered = state.read();
    return new ZoneTalk(
        settings,
        remembered == null ? ZoneHistory.NONE : remembered,
        pane ->
            output.outputWithTimestamp(List.of(KV.of(zone, pane)), pane.window().maxTimestamp()));
  }

  private void remember(ZoneTalk talk, ValueState<ZoneHistory> state, Timer wake, Timer speak) {
    ZoneHistory history = talk.historyAt(time(wake));
    Instant wakeAt = ZoneTalk.wakeAt(history, settings);
    if (wakeAt == null) {
      state.clear();
      return;
    }
    state.write(history);
    wake.set(wakeAt);
    if (history.live().waiting() != null) {
      long due = history.live().spokenAt() + settings.liveInterval().getMillis();
      speak
          .withNoOutputTimestamp()
          .offset(Duration.millis(Math.max(1, due - time(speak))))
          .setRelative();
    }
  }

  private static long time(Timer timer) {
    return timer.getCurrentRelativeTime().getMillis();
  }
}
