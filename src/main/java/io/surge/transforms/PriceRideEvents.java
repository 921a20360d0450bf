package io.surge.transforms;

import io.surge.domain.DeadLetter;
import io.surge.domain.LoadChange;
import io.surge.domain.RideEvent;
import io.surge.domain.SurgeQuote;
import io.surge.domain.Zone;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TimestampedValue;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;

/**
 * Ride events to the price of every zone and window. Everything between the topics: knows neither
 * Kafka nor JSON, and runs on every runner with stateful steps.
 *
 * <p>Events come in batches of any size, each stamped with the earliest of its events' times, and
 * quotes leave in batches: what is to be said at one moment, each zone's in their order.
 */
public final class PriceRideEvents
    extends PTransform<PCollection<Iterable<RideEvent>>, PCollectionTuple> {
  /**
   * Quotes of closed windows: ON_TIME when the watermark reaches the end, or moments later where
   * very many zones have one to say; LATE as corrected.
   */
  public static final TupleTag<Iterable<SurgeQuote>> FINAL = new TupleTag<>() {};

  /** Quotes of open windows, EARLY, as soon as the price changes; and each closing quote. */
  public static final TupleTag<Iterable<SurgeQuote>> LIVE = new TupleTag<>() {};

  /** Events whose windows have all expired. */
  public static final TupleTag<DeadLetter> TOO_LATE = new TupleTag<>() {};

  private static final long serialVersionUID = 1L;

  private final SurgeSettings settings;

  private PriceRideEvents(SurgeSettings settings) {
    this.settings = settings;
  }

  public static PriceRideEvents with(SurgeSettings settings) {
    return new PriceRideEvents(settings);
  }

  @Override
  public PCollectionTuple expand(PCollection<Iterable<RideEvent>> events) {
    PCollectionTuple loads = events.apply("ChangeLoads", new ChangeLoads(settings));
    PCollectionTuple measured = ChangeLoads.changesOf(loads).apply("MeasureLoads", measure());
    PCollectionTuple quotes =
        measured
            .get(MeasureLoads.PANES)
            .apply(
                "PriceZones",
                ParDo.of(new PriceZones(settings, FINAL, LIVE))
                    .withOutputTags(FINAL, TupleTagList.of(LIVE)));
    PCollection<DeadLetter> lateRequests =
        measured.get(MeasureLoads.TOO_LATE).apply("HandBack", ParDo.of(new HandBack()));
    return quotes.and(
        TOO_LATE,
        ChangeLoads.tooLateOf(loads).and(lateRequests).apply("TooLate", Flatten.pCollections()));
  }

  private PTransform<
          PCollectionList<Iterable<TimestampedValue<KV<Zone, LoadChange>>>>, PCollectionTuple>
      measure() {
    return switch (settings.windowing()) {
      case SLICED -> new MeasureLoads(settings);
      case BEAM -> new MeasureLoadsLiterally(settings);
    };
  }

  /** Hands back the record behind a change that came too late. */
  private static final class HandBack extends DoFn<KV<Zone, LoadChange>, DeadLetter> {
    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void process(
        @Element KV<Zone, LoadChange> element, OutputReceiver<DeadLetter> deadLetters) {
      TooLate.handBack(element.getValue().origin(), deadLetters);
    }
  }
}
