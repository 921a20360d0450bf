package io.surge.transforms;

import io.surge.domain.LoadChange;
import io.surge.domain.LoadProfile;
import io.surge.domain.SurgePolicy;
import io.surge.domain.WindowSchedule;
import io.surge.domain.Zone;
import io.surge.domain.ZoneLoad;
import io.surge.sliding.EarlyPanes;
import io.surge.sliding.SlidingCombine;
import io.surge.sliding.SlidingPane;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.transforms.windowing.SlidingWindows;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TimestampedValue;
import org.apache.beam.sdk.values.TupleTag;
import org.joda.time.Duration;

/**
 * Changes of zones' loads to the load of each zone and sliding window, by slices: the fast path.
 *
 * <p>ON_TIME when the watermark reaches a window's end, LATE when a late event changes a window's
 * load, EARLY when the zone's newest open window asks for another price. Windows without load say
 * nothing, but for the one right behind a window with some, which closes the zone. What is too late
 * for all its windows is handed back.
 */
final class MeasureLoads
    extends PTransform<
        PCollectionList<Iterable<TimestampedValue<KV<Zone, LoadChange>>>>, PCollectionTuple> {
  static final TupleTag<Iterable<KV<Zone, SlidingPane<ZoneLoad>>>> PANES = new TupleTag<>() {};
  static final TupleTag<KV<Zone, LoadChange>> TOO_LATE = new TupleTag<>() {};
  private static final long serialVersionUID = 1L;

  private final SurgeSettings settings;

  MeasureLoads(SurgeSettings settings) {
    this.settings = settings;
  }

  @Override
  public PCollectionTuple expand(
      PCollectionList<Iterable<TimestampedValue<KV<Zone, LoadChange>>>> changes) {
    SlidingCombine<Zone, LoadChange, LoadProfile, LoadProfile, ZoneLoad> combine = combine();
    PCollectionTuple combined = changes.apply("SlidingCombine", combine.ofBatches());
    return PCollectionTuple.of(PANES, combined.get(combine.paneBatches()))
        .and(TOO_LATE, combined.get(combine.tooLate()));
  }

  private SlidingCombine<Zone, LoadChange, LoadProfile, LoadProfile, ZoneLoad> combine() {
    SlidingCombine<Zone, LoadChange, LoadProfile, LoadProfile, ZoneLoad> combine =
        SlidingCombine.<Zone, LoadChange, LoadProfile, LoadProfile, ZoneLoad>perKey(
                slidingWindows(settings.windows()),
                settings.allowedLateness(),
                new ZoneLoadFn(settings.windows()),
                (profile, window) -> profile.at(window.end().getMillis()),
                new ZoneLoadCoder())
            .viewingSlices(
                (profiles, window) -> LoadProfile.sumAt(window.end().getMillis(), profiles))
            .closingWith(ZoneLoad.NONE)
            .whereInputsLastUntil(LoadChange::lastEnd)
            .combiningEarly(LoadChange::isNeverTooLate);
    return settings.liveInterval() == null
        ? combine
        : combine.withEarlyPanes(
            new EarlyPanes<>(settings.liveInterval(), priceSignal(settings.policy())));
  }

  /** Windows long enough to hold whatever counts at their end. */
  static SlidingWindows slidingWindows(WindowSchedule windows) {
    return SlidingWindows.of(Duration.millis(windows.reach()))
        .every(Duration.millis(windows.slide()));
  }

  /** A live quote is worth its while when the price changes. */
  static SerializableFunction<ZoneLoad, Long> priceSignal(SurgePolicy policy) {
    return load -> Double.doubleToLongBits(policy.multiplier(load));
  }
}
