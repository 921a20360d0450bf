package io.surge.transforms;

import static org.apache.beam.sdk.testing.CoderProperties.coderDecodeEncodeEqual;
import static org.apache.beam.sdk.testing.CoderProperties.coderSerializable;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.surge.domain.DeadLetter;
import io.surge.domain.DriverTrack;
import io.surge.domain.DriverTrack.Fix;
import io.surge.domain.DriverUpdate;
import io.surge.domain.InputRecord;
import io.surge.domain.LoadChange;
import io.surge.domain.LoadProfile;
import io.surge.domain.QuoteTiming;
import io.surge.domain.RejectionReason;
import io.surge.domain.RideEvent;
import io.surge.domain.RideRequest;
import io.surge.domain.SurgeQuote;
import io.surge.domain.Zone;
import io.surge.domain.ZoneLoad;
import io.surge.sliding.ValueBytes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.apache.beam.sdk.coders.CannotProvideCoderException;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderException;
import org.apache.beam.sdk.coders.CoderRegistry;
import org.apache.beam.sdk.util.CoderUtils;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** Every value survives its coder, and what savepoints hold has the bytes that it always had. */
class SurgeCodersTest {
  private static final Zone HARBOUR = new Zone(0x0102030405060708L);
  private static final InputRecord RECORD =
      new InputRecord("driver-updates", 3, 42, null, "{}".getBytes(StandardCharsets.UTF_8));

  @Test
  void everyValueSurvives() throws Exception {
    survives(Zone.class, HARBOUR);
    survives(InputRecord.class, RECORD);
    survives(InputRecord.class, new InputRecord("t", 0, 0, new byte[0], null));
    survives(RideEvent.class, new RideRequest(HARBOUR, 1_700_000_000_000L, RECORD));
    survives(RideEvent.class, new RideRequest(HARBOUR, 0, null));
    survives(RideEvent.class, new DriverUpdate("Zoë", HARBOUR, true, 5, RECORD));
    survives(DriverUpdate.class, new DriverUpdate("d", HARBOUR, false, 5, null));
    survives(
        DriverBatch.class,
        new DriverBatch(
            List.of(new DriverUpdate("d", HARBOUR, false, 5, null)), ShardSet.NONE.with(257)));
    survives(LoadChange.class, new LoadChange(1, 0, 5, LoadChange.WHILE_WINDOWS_HOLD_IT, RECORD));
    survives(LoadChange.class, new LoadChange(0, -1, 5_000, 5_000, null));
    survives(LoadChange.class, new LoadChange(0, -1, 5_000, 35_000, null));
    survives(ZoneLoad.class, new ZoneLoad(3, -2));
    survives(DeadLetter.class, new DeadLetter(RECORD, RejectionReason.TOO_LATE, "late"));
    survives(
        SurgeQuote.class,
        new SurgeQuote("zone_1_-2", 1.5, 3, 2, 0, 30_000, QuoteTiming.LATE, 4, 31_000));
    survives(
        StampedChange.class,
        new StampedChange(new LoadChange(1, 0, 5_000, 5_000, null), Long.MIN_VALUE, true, 7));
    survives(ZonePane.class, new ZonePane(5_000, QuoteTiming.EARLY, true, 7, new ZoneLoad(1, 2)));
  }

  @Test
  void savedProfilesKeepTheirBytes() throws Exception {
    LoadProfileCoder coder = new LoadProfileCoder();
    LoadProfile profile =
        LoadProfile.NONE.plusStep(5_000, 2, 1).plusStep(1_700_000_000_000L, -2, -1);
    keepsItsBytes(coder, profile, "0202904e0402f0d1aafef9620301");
  }

  @Test
  void savedTracksKeepTheirBytes() throws Exception {
    DriverTrack track =
        DriverTrack.of(
            List.of(
                new Fix(1_700_000_000_000L, HARBOUR, true),
                new Fix(1_700_000_005_000L, HARBOUR, false),
                new Fix(1_700_000_010_000L, new Zone(-1), true)));
    byte[] bytes =
        HexFormat.of().parseHex("010381c0d6fcf3c5010102030405060708a29c01a19c01ffffffffffffffff");
    ValueBytes written = new ValueBytes(1);
    DriverTrackBytes.write(track, written);
    byte[] copy = new byte[written.size()];
    written.copyTo(copy, 0);

    assertThat(copy, is(bytes));
    assertThat(DriverTrackBytes.read(new ByteReader(bytes)), is(track));
  }

  @Test
  void savedBucketsOfDriversKeepTheirBytes() throws Exception {
    DriverTrack track = DriverTrack.of(List.of(new Fix(5_000, new Zone(-1), true)));
    keepsItsBytes(
        new DriverBucketCoder(),
        DriverBucket.EMPTY
            .placeOf("a")
            .changed(former -> track, new ValueBytes(64))
            .placeOf("b")
            .changed(former -> track, new ValueBytes(64)),
        "0120" + "0161" + "0d0101a19c01ffffffffffffffff" + "0162" + "0d0101a19c01ffffffffffffffff");
  }

  /** Those of former builds have whole tracks only. */
  @Test
  void savedJournalsOfDriversKeepTheirBytes() {
    DriverTrack whole = DriverTrack.of(List.of(new Fix(5_000, new Zone(-1), true)));
    Fix next = new Fix(10_000, new Zone(-1), false);
    Fix last = new Fix(15_000, HARBOUR, true);
    DriverTrack longer = DriverTrack.of(List.of(whole.last(), next));
    DriverTrack other = DriverTrack.of(List.of(next, last));
    ValueBytes journal = new ValueBytes(64);
    DriverBucket.EMPTY
        .placeOf("a")
        .changed(former -> whole, journal)
        .placeOf("a")
        .changed(former -> longer, journal)
        .placeOf("a")
        .changed(former -> other, journal);
    byte[] bytes =
        HexFormat.of()
            .parseHex(
                "0161"
                    + "0d0101a19c01ffffffffffffffff" //
                    + "0161"
                    + "050200a29c01"
                    + "0161"
                    + "0d0201a19c010102030405060708");
    List<DriverTrack> tracks = new ArrayList<>(List.of(DriverTrack.NONE));
    DriverBucket.forEachChange(
        bytes, (id, change) -> tracks.add(change.apply(tracks.get(tracks.size() - 1))));

    assertThat(journal.toByteArray(), is(bytes));
    assertThat(tracks, is(List.of(DriverTrack.NONE, whole, longer, other)));
  }

  @Test
  void savedShardsOfDriversKeepTheirBytes() throws Exception {
    DriverShardCoder coder = new DriverShardCoder();
    String times = "00000000000003e8" + "00000000000007d0";
    keepsItsBytes(coder, new DriverShard(1_000, 2_000, 7), "02" + times + "0000000000000007");
  }

  @Test
  void savedLoadsOfTheReferenceKeepTheirBytes() throws Exception {
    keepsItsBytes(
        new StampedLoadCoder(),
        new StampedLoad(LoadProfile.NONE.plusStep(5_000, 1, 0), 4_000, 1, 3_000),
        "0201904e0200c03e02f02e");
  }

  @Test
  void savedHistoriesOfTheReferenceKeepTheirBytes() throws Exception {
    ZoneHistory history =
        new ZoneHistory(
            List.of(new ZoneHistory.Told(5_000, new ZoneLoad(1, 0), 2, 1)),
            List.of(new ZoneHistory.Closing(10_000, false)),
            new ZoneHistory.Live(
                5_000,
                1,
                true,
                Double.doubleToLongBits(5.0),
                4_200,
                new ZonePane(5_000, QuoteTiming.EARLY, true, 1, new ZoneLoad(1, 0))));
    keepsItsBytes(
        new ZoneHistoryCoder(),
        history,
        "0100000001904e0200040200000001a09c0100904e02014014000000000000d04101904e05"
            + "4541524c5901020200");
  }

  @Test
  void bytesOfAnotherVersionAreRefusedInOneLine() {
    CoderException refusal =
        Assertions.assertThrows(
            CoderException.class, () -> DriverTrackBytes.read(new ByteReader(new byte[] {2, 0})));
    assertThat(refusal.getMessage(), is("state of version 2, this build reads 1"));
  }

  private static <T> void survives(Class<T> type, T value) throws Exception {
    Coder<T> coder = registered(type);
    coderDecodeEncodeEqual(coder, value);
    coderSerializable(coder);
  }

  private static <T> Coder<T> registered(Class<T> type) throws CannotProvideCoderException {
    return CoderRegistry.createDefault().getCoder(type);
  }

  private static <T> void keepsItsBytes(Coder<T> coder, T value, String hex) throws Exception {
    assertThat(HexFormat.of().formatHex(CoderUtils.encodeToByteArray(coder, value)), is(hex));
    assertThat(CoderUtils.decodeFromByteArray(coder, HexFormat.of().parseHex(hex)), is(value));
    coderSerializable(coder);
  }
}
