package io.surge.transforms;

import io.surge.domain.DeadLetter;
import io.surge.domain.DriverUpdate;
import io.surge.domain.LoadChange;
import io.surge.domain.RideEvent;
import io.surge.domain.Zone;
import java.util.List;
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
 * Events to what they change in the load of zones, at their own event times, batch by batch as they
 * come.
 *
 * <p>A request is demand of one in its windows. An update is supply of one by itself, or, under
 * {@code drivers}, whatever it changes in where its driver counts ({@link FollowDrivers}).
 */
final class ChangeLoads extends PTransform<PCollection<Iterable<RideEvent>>, PCollectionTuple> {
  static final TupleTag<Iterable<TimestampedValue<KV<Zone, LoadChange>>>> CHANGES =
      new TupleTag<>() {};

  /** Updates of drivers whose windows have all expired. */
  static final TupleTag<DeadLetter> TOO_LATE = new TupleTag<>() {};

  private static final TupleTag<KV<Integer, List<DriverUpdate>>> DRIVERS = new TupleTag<>() {};
  private static final long serialVersionUID = 1L;

  private final SurgeSettings settings;

  ChangeLoads(SurgeSettings settings) {
    this.settings = settings;
  }

  @Override
  public PCollectionTuple expand(PCollection<Iterable<RideEvent>> events) {
    PCollectionTuple split =
        events.apply(
            "SplitEvents",
            ParDo.of(new SplitEvents(settings, CHANGES, DRIVERS))
                .withOutputTags(CHANGES, TupleTagList.of(DRIVERS)));
    PCollectionTuple followed =
        split
            .get(DRIVERS)
            .apply(
                "FollowDrivers",
                ParDo.of(new FollowDrivers(settings, CHANGES, TOO_LATE))
                    .withOutputTags(CHANGES, TupleTagList.of(TOO_LATE)));
    PCollection<Iterable<TimestampedValue<KV<Zone, LoadChange>>>> changes =
        PCollectionList.of(split.get(CHANGES))
            .and(followed.get(CHANGES))
            .apply("Changes", Flatten.pCollections());
    return PCollectionTuple.of(CHANGES, changes).and(TOO_LATE, followed.get(TOO_LATE));
  }
}
