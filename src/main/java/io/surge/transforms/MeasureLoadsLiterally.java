package io.surge.transforms;

import io.surge.domain.LoadChange;
import io.surge.domain.Zone;
import io.surge.domain.ZoneLoad;
import io.surge.sliding.SlidingPane;
import io.surge.sliding.SlidingPaneCoder;
import org.apache.beam.sdk.coders.IterableCoder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.windowing.AfterPane;
import org.apache.beam.sdk.transforms.windowing.AfterProcessingTime;
import org.apache.beam.sdk.transforms.windowing.AfterWatermark;
import org.apache.beam.sdk.transforms.windowing.AfterWatermark.AfterWatermarkEarlyAndLate;
import org.apache.beam.sdk.transforms.windowing.DefaultTrigger;
import org.apache.beam.sdk.transforms.windowing.GlobalWindows;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TimestampedValue;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;
import org.joda.time.Duration;

/**
 * The same as {@link MeasureLoads} in Beam's own words: sliding windows, a watermark trigger and a
 * combine. It is the reference that the fast path is held against, and pays for each element in
 * each of its windows.
 *
 * <p>What Beam's windows cannot say is said by a step on either side: before them, what is too late
 * for all windows is turned away in the open; behind them, closing panes are added and panes that
 * change nothing left out.
 */
final class MeasureLoadsLiterally
    extends PTransform<
        PCollectionList<Iterable<TimestampedValue<KV<Zone, LoadChange>>>>, PCollectionTuple> {
  private static final TupleTag<KV<Zone, StampedChange>> IN_TIME = new TupleTag<>() {};
  private static final long serialVersionUID = 1L;

  private final SurgeSettings settings;

  MeasureLoadsLiterally(SurgeSettings settings) {
    this.settings = settings;
  }

  @Override
  public PCollectionTuple expand(
      PCollectionList<Iterable<TimestampedValue<KV<Zone, LoadChange>>>> changes) {
    PCollectionTuple sorted =
        changes
            .apply("Changes", Flatten.pCollections())
            .apply("OneByOne", ParDo.of(new OneByOne()))
            .apply(
                "TurnAwayTooLate",
                ParDo.of(new TurnAwayTooLate(settings, IN_TIME, MeasureLoads.TOO_LATE))
                    .withOutputTags(IN_TIME, TupleTagList.of(MeasureLoads.TOO_LATE)));
    PCollection<Iterable<KV<Zone, SlidingPane<ZoneLoad>>>> panes =
        sorted
            .get(IN_TIME)
            .apply("SlidingWindows", slidingWindows())
            .apply("CombineLoads", Combine.perKey(new StampedLoadFn(settings.windows())))
            .apply("ReadPanes", ParDo.of(new ReadPanes(settings.windows())))
            .apply("LeaveWindows", leaveWindows())
            .apply("SettlePanes", ParDo.of(new SettlePanes(settings)))
            .setCoder(
                IterableCoder.of(
                    KvCoder.of(new ZoneCoder(), new SlidingPaneCoder<>(new ZoneLoadCoder()))));
    return PCollectionTuple.of(MeasureLoads.PANES, panes)
        .and(MeasureLoads.TOO_LATE, sorted.get(MeasureLoads.TOO_LATE));
  }

  /** Beam's own windows take elements, each at its own time. */
  private static final class OneByOne
      extends DoFn<Iterable<TimestampedValue<KV<Zone, LoadChange>>>, KV<Zone, LoadChange>> {
    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void process(
        @Element Iterable<TimestampedValue<KV<Zone, LoadChange>>> batch,
        OutputReceiver<KV<Zone, LoadChange>> changes) {
      batch.forEach(
          change -> changes.outputWithTimestamp(change.getValue(), change.getTimestamp()));
    }
  }

  private Window<KV<Zone, StampedChange>> slidingWindows() {
    AfterWatermarkEarlyAndLate trigger =
        AfterWatermark.pastEndOfWindow().withLateFirings(AfterPane.elementCountAtLeast(1));
    if (settings.liveInterval() != null) {
      trigger =
          trigger.withEarlyFirings(
              AfterProcessingTime.pastFirstElementInPane().plusDelayOf(settings.liveInterval()));
    }
    return Window.<KV<Zone, StampedChange>>into(MeasureLoads.slidingWindows(settings.windows()))
        .triggering(trigger)
        .withAllowedLateness(settings.allowedLateness())
        .accumulatingFiredPanes();
  }

  private static Window<KV<Zone, ZonePane>> leaveWindows() {
    return Window.<KV<Zone, ZonePane>>into(new GlobalWindows())
        .triggering(DefaultTrigger.of())
        .withAllowedLateness(Duration.ZERO)
        .discardingFiredPanes();
  }
}
