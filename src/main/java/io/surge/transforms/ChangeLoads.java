package io.surge.transforms;

import io.surge.domain.DeadLetter;
import io.surge.domain.LoadChange;
import io.surge.domain.RideEvent;
import io.surge.domain.Zone;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
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
  private static final TupleTag<Iterable<TimestampedValue<KV<Zone, LoadChange>>>> CHANGES =
      new TupleTag<>() {};

  private static final TupleTag<Iterable<TimestampedValue<KV<Zone, LoadChange>>>> MOVES =
      new TupleTag<>() {};

  private static final TupleTag<DeadLetter> TOO_LATE = new TupleTag<>() {};
  private static final TupleTag<KV<Integer, DriverBatch>> DRIVERS = new TupleTag<>() {};
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
    split.get(DRIVERS).setCoder(KvCoder.of(VarIntCoder.of(), new DriverBatchCoder()));
    PCollectionTuple changes = PCollectionTuple.of(CHANGES, split.get(CHANGES));
    if (settings.supply() == SurgeSettings.Supply.UPDATES) {
      return changes;
    }
    PCollectionTuple followed =
        split
            .get(DRIVERS)
            .apply(
                "FollowDrivers",
                ParDo.of(new FollowDrivers(settings, MOVES, TOO_LATE))
                    .withOutputTags(MOVES, TupleTagList.of(TOO_LATE)));
    return changes.and(MOVES, followed.get(MOVES)).and(TOO_LATE, followed.get(TOO_LATE));
  }

  /** The changes by events that count by themselves, and those by drivers if they are followed. */
  static PCollectionList<Iterable<TimestampedValue<KV<Zone, LoadChange>>>> changesOf(
      PCollectionTuple changed) {
    PCollectionList<Iterable<TimestampedValue<KV<Zone, LoadChange>>>> changes =
        PCollectionList.of(changed.get(CHANGES));
    return changed.has(MOVES) ? changes.and(changed.get(MOVES)) : changes;
  }

  /** Updates of drivers whose windows have all expired; none where drivers are not followed. */
  static PCollectionList<DeadLetter> tooLateOf(PCollectionTuple changed) {
    return changed.has(TOO_LATE)
        ? PCollectionList.of(changed.get(TOO_LATE))
        : PCollectionList.empty(changed.getPipeline());
  }
}
