package io.surge.kafka;

import io.surge.domain.DeadLetter;
import io.surge.domain.RideEvent;
import org.apache.beam.sdk.io.Read;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;

/**
 * Reads both input topics: every record becomes an event or a dead letter, at once.
 *
 * <p>Events carry their event times; the watermark is the smallest of the partitions', see {@link
 * WatermarkRule}. Late events are handed on like others; those that may prove too late for all
 * their windows hold their origin. Offsets are kept in the runner's checkpoints and, for people to
 * watch the lag, committed to the consumer group {@code surge-pipeline} (or the {@code group.id} of
 * {@code --kafkaConfig}) when a checkpoint is complete.
 *
 * <p>Nothing in a record stops the job. A broker out of reach does not either, while the clients'
 * own time-outs last; the watermark then stands still.
 */
public final class ReadRideEvents extends PTransform<PBegin, PCollectionTuple> {
  private static final long serialVersionUID = 1;

  /** Events in batches, as they were there to be read; a batch has the earliest of their times. */
  public static final TupleTag<Iterable<RideEvent>> EVENTS = new TupleTag<>("events") {};

  /** Records that are no events. */
  public static final TupleTag<DeadLetter> REJECTED = new TupleTag<>("rejected") {};

  private final ReadSettings.FromOptions settings;

  private ReadRideEvents(ReadSettings.FromOptions settings) {
    this.settings = settings;
  }

  public static ReadRideEvents with(ReadSettings.FromOptions settings) {
    return new ReadRideEvents(settings);
  }

  @Override
  public PCollectionTuple expand(PBegin begin) {
    return begin
        .apply("Read", Read.from(new RideSource(settings)))
        .apply(
            "Separate",
            ParDo.of(new SeparateArrivals()).withOutputTags(EVENTS, TupleTagList.of(REJECTED)));
  }
}
