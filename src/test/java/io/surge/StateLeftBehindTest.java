package io.surge;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.both;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasEntry;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;

import io.surge.domain.DriverUpdate;
import io.surge.domain.InputRecord;
import io.surge.domain.RideEvent;
import io.surge.domain.RideRequest;
import io.surge.domain.SurgeQuote;
import io.surge.domain.Zone;
import io.surge.transforms.PriceRideEvents;
import io.surge.transforms.SurgeSettings;
import io.surge.transforms.SurgeSettings.Windowing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.state.StateSpec;
import org.apache.beam.sdk.state.StateSpecs;
import org.apache.beam.sdk.state.TimeDomain;
import org.apache.beam.sdk.state.TimerMap;
import org.apache.beam.sdk.state.TimerSpec;
import org.apache.beam.sdk.state.TimerSpecs;
import org.apache.beam.sdk.state.ValueState;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.hamcrest.Matcher;
import org.joda.time.Instant;
import org.junit.jupiter.api.Test;

/**
 * Drivers and zones that fall silent leave no state behind: all entries and timers in the state of
 * a Flink job are counted while they are there, and again when the watermark has passed them.
 *
 * <p>Windows are 10 s long and close every 5, a driver's word holds for 10 s, and corrections are
 * taken for 20. The last event is before 12:00:10, so the last window with load ends at 12:00:15,
 * and the last closing quote at 12:00:20.
 */
class StateLeftBehindTest {
  private static final int DRIVERS = 400;

  /** The state has an entry for a group of buckets: two pairs of drivers share one. */
  private static final int BUCKETS = DRIVERS - 2;

  private static final int DRIVERS_A_ZONE = 8;
  private static final int ZONES = DRIVERS / DRIVERS_A_ZONE;
  private static final long NOON = Story.time("12:00:00");
  private static final long LAST_CLOSING = Story.time("12:00:20");
  private static final long LATENESS = 20_000;
  private static final SurgeSettings SETTINGS = Story.story().settings(Windowing.SLICED);

  @Test
  void silentDriversAndZonesAreForgotten() {
    long whileThere = Story.time("12:00:11");
    long beforeTheEnd = LAST_CLOSING + LATENESS - 1_000;
    long atTheEnd = LAST_CLOSING + LATENESS;
    long betweenSweeps = Story.time("12:00:48");
    long afterASweep = Story.time("12:01:30");

    Map<Long, Map<String, Integer>> entries =
        countAt(List.of(whileThere, beforeTheEnd, atTheEnd, betweenSweeps, afterASweep));

    assertThat(entries.get(whileThere), hasEntry("drivers", BUCKETS));
    assertThat(entries.get(whileThere), hasEntry(is("log"), isOnceToSixteenTimes(2 * ZONES)));
    assertThat(entries.get(beforeTheEnd), hasEntry(is("log"), isOnceToSixteenTimes(2 * ZONES)));
    assertThat(entries.get(atTheEnd), not(hasKey("log")));
    assertThat("shards take turns", entries.get(betweenSweeps), hasEntry("drivers", 44));
    assertThat(entries.get(afterASweep).keySet(), is(Set.of("shard")));
  }

  /** A log tells of all that is there, and of no more than sixteen times as much. */
  private static Matcher<Integer> isOnceToSixteenTimes(int keys) {
    return is(both(greaterThanOrEqualTo(keys)).and(lessThanOrEqualTo(16 * keys)));
  }

  /** What is in state when the watermark has reached these times, by the name of the state. */
  @SuppressWarnings("deprecation") // by it alone a state backend of our own is set
  private static Map<Long, Map<String, Integer>> countAt(List<Long> times) {
    PipelineOptions options = Engine.FLINK.options();
    options.as(FlinkPipelineOptions.class).setStateBackend(null);
    options.as(FlinkPipelineOptions.class).setStateBackendFactory(CountedState.class);
    Pipeline pipeline = Pipeline.create(options);
    try (Gathering<Long> reached = new Gathering<>();
        Gathering<SurgeQuote> live = new Gathering<>()) {
      PCollectionTuple priced =
          pipeline
              .apply("Steps", PipelineUnderTest.stream(pipeline, steps(times)))
              .apply("Count", ParDo.of(new Count(reached)))
              .apply("Price", PriceRideEvents.with(SETTINGS));
      priced
          .get(PriceRideEvents.LIVE)
          .apply("LiveOneByOne", Flatten.iterables())
          .apply("Live", live);
      priced
          .get(PriceRideEvents.FINAL)
          .apply("FinalOneByOne", Flatten.iterables())
          .apply("One", WithKeys.of(0))
          .apply("Alarm", ParDo.of(new Alarm(times)))
          .apply("Reached", reached);
      Count.COUNTED.clear();
      pipeline.run().waitUntilFinish();
      return Map.copyOf(Count.COUNTED);
    }
  }

  /** A morning's events, and behind each watermark an event that is there to count. */
  private static List<Step> steps(List<Long> times) {
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < DRIVERS; i++) {
      Zone zone = zone(i / DRIVERS_A_ZONE);
      long time = NOON + i % 5_000;
      InputRecord origin = new InputRecord("driver-updates", 0, i, null, null);
      steps.add(arrives(new DriverUpdate("driver-" + i, zone, true, time, origin)));
      steps.add(arrives(new DriverUpdate("driver-" + i, zone, true, time + 5_000, origin)));
    }
    for (int i = 0; i < ZONES; i++) {
      InputRecord origin = new InputRecord("ride-requests", 0, i, null, null);
      steps.add(arrives(new RideRequest(zone(ZONES + i), NOON + 5_000 + i, origin)));
    }
    for (long time : times) {
      steps.add(new Step.WatermarkReaches(time));
      InputRecord origin = new InputRecord(Count.TOPIC, 0, time, null, null);
      steps.add(arrives(new RideRequest(zone(0), time, origin)));
    }
    return steps;
  }

  private static Step arrives(RideEvent event) {
    return new Step.EventArrives(event);
  }

  private static Zone zone(int number) {
    return City.GRID.zoneOf("zone_" + number + "_0");
  }

  /** Counts when an event that is there for it comes, and all before it has been processed. */
  private static final class Count extends DoFn<RideEvent, Iterable<RideEvent>> {
    static final String TOPIC = "count";
    static final Map<Long, Map<String, Integer>> COUNTED = new ConcurrentHashMap<>();
    private static final long serialVersionUID = 1L;

    private final Gathering<Long> reached;

    Count(Gathering<Long> reached) {
      this.reached = reached;
    }

    @ProcessElement
    public void process(@Element RideEvent event, OutputReceiver<Iterable<RideEvent>> batches)
        throws InterruptedException {
      InputRecord origin = Objects.requireNonNull(event.origin());
      if (origin.topic().equals(TOPIC)) {
        reached.await(time -> time == origin.offset());
        COUNTED.put(origin.offset(), CountedState.entriesBeside(Alarm.MARK));
      } else {
        batches.output(List.of(event));
      }
    }
  }

  /** Says when the watermark has come so far, at the far end of the pipeline. */
  static final class Alarm extends DoFn<KV<Integer, SurgeQuote>, Long> {
    /** By which this step's own state is known. */
    static final String MARK = "alarm";

    private static final String CLOCK = "clock";
    private static final long serialVersionUID = 1L;

    private final List<Long> times;

    @StateId(MARK)
    private final StateSpec<ValueState<Boolean>> markSpec = StateSpecs.value();

    @TimerFamily(CLOCK)
    final TimerSpec clockSpec = TimerSpecs.timerMap(TimeDomain.EVENT_TIME);

    Alarm(List<Long> times) {
      this.times = times;
    }

    @ProcessElement
    public void process(
        @StateId(MARK) ValueState<Boolean> mark, @TimerFamily(CLOCK) TimerMap clock) {
      if (mark.read() == null) {
        times.forEach(time -> clock.set(Long.toString(time), Instant.ofEpochMilli(time - 1)));
        mark.write(true);
      }
    }

    @OnTimerFamily(CLOCK)
    public void reached(@TimerId String time, OutputReceiver<Long> reached) {
      reached.output(Long.valueOf(time));
    }
  }
}
