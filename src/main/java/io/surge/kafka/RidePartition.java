package io.surge.kafka;

import io.surge.domain.DeadLetter;
import io.surge.domain.DriverUpdate;
import io.surge.domain.DurationText;
import io.surge.domain.InputRecord;
import io.surge.domain.RejectionReason;
import io.surge.domain.RideEvent;
import io.surge.domain.RideRequest;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.io.kafka.KafkaRecord;
import org.apache.beam.sdk.io.kafka.TimestampPolicy;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.joda.time.Instant;

/**
 * Decodes the records of one partition, each once, and keeps the partition's watermark.
 *
 * <p>The watermark that any later step sees is at most that of the event's own partition. So an
 * event that its partition's watermark has not passed by its last window and the allowed lateness
 * cannot prove too late, and travels without the bytes it came in.
 */
final class RidePartition extends TimestampPolicy<byte[], byte[]> {
  private final RideTopic topic;
  private final ReadSettings settings;
  private final RideEventJson json;
  private final InputEnds ends;
  private final ArrivalSlot arrivals;
  private final Clock clock;
  private final PartitionWatermark watermark;
  private final long allowedLateness;
  private final long maxFutureSkew;
  private final Decoded.Rejection tooFarAhead;

  RidePartition(
      TopicPartition partition,
      Optional<Instant> savedWatermark,
      ReadSettings settings,
      InputEnds ends,
      ArrivalSlot arrivals,
      Clock clock) {
    this.topic = settings.kindOf(partition.topic());
    this.settings = settings;
    this.json = new RideEventJson(settings.grid());
    this.ends = ends;
    this.arrivals = arrivals;
    this.clock = clock;
    this.watermark =
        new PartitionWatermark(
            settings.watermark(),
            savedWatermark.orElse(BoundedWindow.TIMESTAMP_MIN_VALUE).getMillis());
    this.allowedLateness = settings.allowedLateness().toMillis();
    this.maxFutureSkew = settings.maxFutureSkew().toMillis();
    this.tooFarAhead =
        new Decoded.Rejection(
            RejectionReason.FUTURE_TIMESTAMP,
            "timestamp is more than "
                + DurationText.format(settings.maxFutureSkew())
                + " ahead of the record's own and of the clock");
  }

  /** Puts what the records of the pack are into the slot, and returns the timestamp there. */
  @Override
  public Instant getTimestampForRecord(PartitionContext context, KafkaRecord<byte[], byte[]> pack) {
    List<ConsumerRecord<byte[], byte[]>> records = PolledRecords.unpack(pack);
    List<Arrival> decoded = new ArrayList<>(records.size());
    long now = clock.millis();
    long earliest = Long.MAX_VALUE;
    for (ConsumerRecord<byte[], byte[]> record : records) {
      Arrival arrival = decode(record, now);
      decoded.add(arrival);
      earliest = Math.min(earliest, timestampOf(arrival));
    }
    arrivals.put(decoded, Instant.ofEpochMilli(earliest));
    return arrivals.timestamp();
  }

  private Arrival decode(ConsumerRecord<byte[], byte[]> record, long now) {
    Decoded decoded = json.decode(topic, record.value());
    return decoded instanceof Decoded.Event event
        ? take(event.event(), record, now)
        : rejected((Decoded.Rejection) decoded, record);
  }

  private long timestampOf(Arrival arrival) {
    return arrival instanceof Arrival.Accepted accepted
        ? accepted.event().timestamp()
        : watermark.highest();
  }

  private Arrival take(RideEvent event, ConsumerRecord<byte[], byte[]> record, long now) {
    long sent =
        record.timestampType() == TimestampType.NO_TIMESTAMP_TYPE ? now : record.timestamp();
    if (event.timestamp() > Math.min(sent, now) + maxFutureSkew) {
      return rejected(tooFarAhead, record);
    }
    watermark.accept(event.timestamp(), sent, now);
    return new Arrival.Accepted(
        mayProveTooLate(event) ? withOrigin(event, originOf(record)) : event);
  }

  private static Arrival rejected(
      Decoded.Rejection rejection, ConsumerRecord<byte[], byte[]> record) {
    return new Arrival.Rejected(
        new DeadLetter(originOf(record), rejection.reason(), rejection.detail()));
  }

  private boolean mayProveTooLate(RideEvent event) {
    long expiry = settings.windows().lastEnd(event.timestamp()) + allowedLateness;
    return expiry <= watermark.highest();
  }

  private static RideEvent withOrigin(RideEvent event, InputRecord origin) {
    if (event instanceof DriverUpdate update) {
      return new DriverUpdate(
          update.driverId(), update.zone(), update.available(), update.timestamp(), origin);
    }
    return new RideRequest(event.zone(), event.timestamp(), origin);
  }

  private static InputRecord originOf(ConsumerRecord<byte[], byte[]> record) {
    return new InputRecord(
        record.topic(), record.partition(), record.offset(), record.key(), record.value());
  }

  @Override
  public Instant getWatermark(PartitionContext context) {
    EndLook look =
        new EndLook(
            context.getMessageBacklog(),
            context.getBacklogCheckTime().getMillis(),
            ends.holdRecords());
    return Instant.ofEpochMilli(watermark.advance(clock.millis(), look));
  }

  /** The watermark to save with the partition's position. */
  long savedWatermark() {
    return watermark.saved();
  }
}
