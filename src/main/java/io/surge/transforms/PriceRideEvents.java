package io.surge.transforms;

import io.surge.domain.DeadLetter;
import io.surge.domain.RideEvent;
import io.surge.domain.SurgeQuote;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;

/** Ride events, stamped with their event times, to quotes. */
public final class PriceRideEvents extends PTransform<PCollection<RideEvent>, PCollectionTuple> {
  /** Quotes of closed windows, timing ON_TIME or LATE. */
  public static final TupleTag<SurgeQuote> FINAL = new TupleTag<>() {};

  /** Quotes of open windows, timing EARLY, and a copy of each closing quote. */
  public static final TupleTag<SurgeQuote> LIVE = new TupleTag<>() {};

  /** Events whose windows have all expired. */
  public static final TupleTag<DeadLetter> TOO_LATE = new TupleTag<>() {};

  private final SurgeSettings settings;

  private PriceRideEvents(SurgeSettings settings) {
    this.settings = settings;
  }

  public static PriceRideEvents with(SurgeSettings settings) {
    return new PriceRideEvents(settings);
  }

  @Override
  public PCollectionTuple expand(PCollection<RideEvent> events) {
    throw new UnsupportedOperationException("being built: " + settings);
  }
}
