package io.surge.kafka;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.surge.domain.DeadLetter;
import io.surge.domain.DriverUpdate;
import io.surge.domain.InputRecord;
import io.surge.domain.RejectionReason;
import io.surge.domain.RideRequest;
import io.surge.domain.Zone;
import io.surge.kafka.SavedPositions.Position;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.coders.CoderException;
import org.apache.beam.sdk.io.UnboundedSource.CheckpointMark;
import org.apache.beam.sdk.testing.CoderProperties;
import org.apache.beam.sdk.util.CoderUtils;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** Savepoints hold these bytes: what is written here must be readable for ever, or be refused. */
class SavedBytesTest {
  private static final SavedPositionsCoder POSITIONS = new SavedPositionsCoder();

  @Test
  void positionsAreWrittenAsEver() throws Exception {
    SavedPositions saved =
        new SavedPositions(
            List.of(
                new Position(new TopicPartition("rides", 3), 300, 1_700_000_000_000L),
                new Position(new TopicPartition("rides", 4), -1, -9_223_372_036_854_775L)),
            new StateSettings(Map.of("zoneGrid", "km")),
            CheckpointMark.NOOP_CHECKPOINT_MARK);
    CoderProperties.coderEncodesBase64(
        POSITIONS,
        saved,
        "BAIFcmlkZXMDrAKA0JX_vDEFcmlkZXME____________AYnY8tDF7M7v_wEBCHpvbmVHcmlkAmtt");
    assertThat(CoderUtils.clone(POSITIONS, saved), is(saved));
  }

  @Test
  void positionsOfAnotherVersionAreRefused() {
    byte[] earlier = {3, 0};
    CoderException refused =
        assertThrows(
            CoderException.class, () -> CoderUtils.decodeFromByteArray(POSITIONS, earlier));
    assertThat(
        refused.getMessage(), is("cannot go on from state of version 3, this build reads 4"));
  }

  @Test
  void arrivalsAreReadBackAsTheyWere() throws Exception {
    InputRecord record = new InputRecord("rides", 3, 300, null, new byte[] {1, 2});
    for (Arrival arrival :
        List.of(
            new Arrival.Accepted(new RideRequest(new Zone(7), 1000, null)),
            new Arrival.Accepted(new DriverUpdate("bo", new Zone(7), true, 1000, record)),
            new Arrival.Rejected(
                new DeadLetter(record, RejectionReason.INVALID_JSON, "not a JSON object")))) {
      CoderProperties.coderDecodeEncodeEqual(ArrivalCoder.registered(), arrival);
    }
  }
}
