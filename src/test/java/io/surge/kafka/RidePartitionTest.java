package io.surge.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import io.surge.domain.DeadLetter;
import io.surge.domain.InputRecord;
import io.surge.domain.KilometreGrid;
import io.surge.domain.RejectionReason;
import io.surge.domain.RideEvent;
import io.surge.domain.RideRequest;
import io.surge.domain.WindowSchedule;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.beam.sdk.io.kafka.KafkaRecord;
import org.apache.beam.sdk.io.kafka.TimestampPolicy.PartitionContext;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.joda.time.Instant;
import org.junit.jupiter.api.Test;

/**
 * Windows of 30 s every 5 s, lateness 30 s, out-of-orderness 5 s, future skew 60 s. The clock
 * stands at 1000 s.
 */
class RidePartitionTest {
  private static final KilometreGrid GRID = new KilometreGrid();
  private static final byte[] KEY = "ana".getBytes(UTF_8);
  private static final int PARTITION = 2;

  private static final ReadSettings SETTINGS =
      new ReadSettings(
          new KafkaConnection("nowhere:1", null),
          "ride-requests",
          "driver-updates",
          new StartFrom.Earliest(),
          GRID,
          new WindowSchedule(30_000, 5000, 30_000),
          Duration.ofSeconds(30),
          new WatermarkRule(Duration.ofSeconds(5), Duration.ofSeconds(5)),
          Duration.ofSeconds(60),
          new StateSettings(Map.of()));

  private final Clock clock = Clock.fixed(java.time.Instant.ofEpochSecond(1000), ZoneOffset.UTC);
  private final ArrivalSlot slot = new ArrivalSlot();
  private final RidePartition partition =
      new RidePartition(
          new TopicPartition("ride-requests", PARTITION),
          Optional.empty(),
          SETTINGS,
          new InputEnds(),
          slot,
          clock);
  private long offset = 41;

  @Test
  void anEventArrivesAtItsTimeWithoutItsRecord() {
    arrives(request(990_000), 995_000);
    assertThat(slot.arrivals(), contains(new Arrival.Accepted(event(990_000, null))));
    assertThat(slot.timestamp(), is(Instant.ofEpochMilli(990_000)));
    assertThat(watermark(), is(985_000L));
  }

  @Test
  void anEventThatMayProveTooLateKeepsItsRecord() {
    arrives(request(990_000), 990_000);
    assertThat(watermark(), is(985_000L));
    // Its last window ends at 955 s, so the lateness ends right at the watermark.
    String late = request(929_999);
    arrives(late, 990_000);
    assertThat(slot.arrivals(), contains(new Arrival.Accepted(event(929_999, record(late)))));
    assertThat(slot.timestamp(), is(Instant.ofEpochMilli(929_999)));
  }

  @Test
  void anEventThatIsLateForSomeWindowsOnlyTravelsWithoutItsRecord() {
    arrives(request(990_000), 990_000);
    assertThat(watermark(), is(985_000L));
    arrives(request(930_000), 990_000);
    assertThat(slot.arrivals(), contains(new Arrival.Accepted(event(930_000, null))));
  }

  @Test
  void anEventUpToTheSkewAheadIsAccepted() {
    arrives(request(1_060_000), 1_000_000);
    assertThat(slot.arrivals(), contains(new Arrival.Accepted(event(1_060_000, null))));
    assertThat(watermark(), is(995_000L));
  }

  @Test
  void anEventTooFarAheadOfTheClockIsRejectedAndDoesNotTouchTheWatermark() {
    String ahead = request(1_060_001);
    arrives(ahead, 2_000_000);
    assertThat(slot.arrivals(), contains(tooFarAhead(ahead)));
    assertThat(slot.timestamp(), is(BoundedWindow.TIMESTAMP_MIN_VALUE));
    assertThat(watermark(), is(BoundedWindow.TIMESTAMP_MIN_VALUE.getMillis()));
  }

  @Test
  void anEventTooFarAheadOfItsRecordIsRejected() {
    String ahead = request(960_001);
    arrives(ahead, 900_000);
    assertThat(slot.arrivals(), contains(tooFarAhead(ahead)));
  }

  @Test
  void aRecordWithoutATimestampIsMeasuredByTheClock() {
    String json = request(1_010_000);
    partition.getTimestampForRecord(
        nothingKnown(), pack(json, -1, TimestampType.NO_TIMESTAMP_TYPE));
    assertThat(slot.arrivals(), contains(new Arrival.Accepted(event(1_010_000, null))));
    assertThat(watermark(), is(995_000L));
  }

  @Test
  void aBrokenRecordKeepsItsBytesAndStandsAtTheWatermark() {
    arrives(request(990_000), 990_000);
    assertThat(watermark(), is(985_000L));
    arrives("{broken", 1_000_000);
    DeadLetter letter =
        new DeadLetter(record("{broken"), RejectionReason.INVALID_JSON, "ill-formed at byte 1");
    assertThat(slot.arrivals(), contains(new Arrival.Rejected(letter)));
    assertThat(slot.timestamp(), is(Instant.ofEpochMilli(985_000)));
    assertThat(watermark(), is(985_000L));
  }

  @Test
  void aRestoredPartitionGoesOnAtItsWatermark() {
    RidePartition restored =
        new RidePartition(
            new TopicPartition("ride-requests", PARTITION),
            Optional.of(Instant.ofEpochMilli(900_000)),
            SETTINGS,
            new InputEnds(),
            slot,
            clock);
    assertThat(restored.getWatermark(nothingKnown()), is(Instant.ofEpochMilli(900_000)));
    assertThat(restored.savedWatermark(), is(900_000L));
  }

  private void arrives(String json, long recordTimestamp) {
    partition.getTimestampForRecord(
        nothingKnown(), pack(json, recordTimestamp, TimestampType.CREATE_TIME));
  }

  private long watermark() {
    return partition.getWatermark(nothingKnown()).getMillis();
  }

  /** A pack of one record, as KafkaIO's reader hands it on. */
  private KafkaRecord<byte[], byte[]> pack(String json, long timestamp, TimestampType type) {
    return KafkaFixture.throughReader(
        PolledRecords.pack(List.of(consumerRecord(json, timestamp, type)), 1).get(0));
  }

  private ConsumerRecord<byte[], byte[]> consumerRecord(
      String json, long timestamp, TimestampType type) {
    byte[] value = json.getBytes(UTF_8);
    return new ConsumerRecord<>(
        "ride-requests",
        PARTITION,
        ++offset,
        timestamp,
        type,
        KEY.length,
        value.length,
        KEY,
        value,
        new RecordHeaders(),
        Optional.empty());
  }

  /** The record that arrived last. */
  private InputRecord record(String json) {
    return new InputRecord("ride-requests", PARTITION, offset, KEY, json.getBytes(UTF_8));
  }

  private Arrival tooFarAhead(String json) {
    return new Arrival.Rejected(
        new DeadLetter(
            record(json),
            RejectionReason.FUTURE_TIMESTAMP,
            "timestamp is more than 1m ahead of the record's own and of the clock"));
  }

  private static String request(long timestamp) {
    return "{\"user_id\":\"ana\",\"latitude\":37.8,\"longitude\":-122.4,\"timestamp\":"
        + timestamp
        + "}";
  }

  private static RideEvent event(long timestamp, @Nullable InputRecord origin) {
    return new RideRequest(GRID.zoneAt(37.8, -122.4), timestamp, origin);
  }

  private static PartitionContext nothingKnown() {
    return new PartitionContext() {
      @Override
      public long getMessageBacklog() {
        return -1;
      }

      @Override
      public Instant getBacklogCheckTime() {
        return BoundedWindow.TIMESTAMP_MIN_VALUE;
      }
    };
  }
}
