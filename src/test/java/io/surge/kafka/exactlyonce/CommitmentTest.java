package io.surge.kafka.exactlyonce;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.junit.jupiter.api.Test;

final class CommitmentTest {
  private static final WriterId EARLIER = new WriterId(1_000, "aa");
  private static final WriterId OURS = new WriterId(2_000, "bb");
  private static final WriterId LATER = new WriterId(3_000, "cc");

  @Test
  void aNewLogIsPublishedFromItsBeginning() {
    assertThat(first(log(0, 0, 0), Optional.empty()), is(0L));
  }

  @Test
  void aNewRunTakesOverFromAnEarlierOne() {
    assertThat(first(log(0, 0, 0), committed(EARLIER, 99)), is(0L));
  }

  @Test
  void aRestoredLogGoesOnBehindWhatIsCommitted() {
    assertThat(first(log(0, 5, 9), committed(OURS, 7)), is(7L));
  }

  @Test
  void aRestoredLogMayBeCommittedToItsEnd() {
    assertThat(first(log(0, 5, 9), committed(OURS, 9)), is(9L));
  }

  @Test
  void aCrashBeforeTheFirstCommitLeavesTheEarlierRunsNumberBehind() {
    assertThat(first(log(0, 0, 4), committed(EARLIER, 99)), is(0L));
  }

  @Test
  void aLogMovedToAnotherGroupIsPublishedFromItsFirstBatch() {
    assertThat(first(log(5, 5, 9), Optional.empty()), is(5L));
  }

  @Test
  void anOlderStateIsRefused() {
    assertThat(
        refusal(log(0, 5, 9), committed(OURS, 12)),
        is(
            "sink s has published 3 batches that the restored state does not know: restore the"
                + " newest checkpoint or savepoint, or start from this one without the sink's part"
                + " of it (--delivery=at-least-once --allowNonRestoredState=true), and what came"
                + " after it is published again"));
  }

  @Test
  void aForgottenNumberIsRefused() {
    String refusal =
        "sink s has published 5 batches that Kafka's consumer offsets do not know (have they"
            + " expired?): start from this state without the sink's part of it"
            + " (--delivery=at-least-once --allowNonRestoredState=true), and the 4 batches after"
            + " them are left out, published or not";
    assertThat(refusal(log(0, 5, 9), Optional.empty()), is(refusal));
    assertThat(refusal(log(0, 5, 9), committed(OURS, 4)), is(refusal));
    assertThat(refusal(log(0, 5, 9), committed(EARLIER, 7)), is(refusal));
  }

  @Test
  void aRunThatWasTakenOverIsRefused() {
    assertThat(
        refusal(log(0, 0, 9), committed(LATER, 1)),
        is(
            "sink s was taken over by a newer run, 3000-cc: this one, 2000-bb, must not publish any"
                + " more"));
  }

  @Test
  void anothersConsumerGroupIsRefused() {
    DeliveryRefusedException refused =
        assertThrows(
            DeliveryRefusedException.class, () -> Commitment.of(new OffsetAndMetadata(3, ""), "s"));
    assertThat(
        refused.getMessage(),
        is(
            "consumer group s holds offsets that are no sink's: delete the group, or write to"
                + " another topic"));
  }

  @Test
  void isReadBackFromTheOffsetThatItIsWrittenAs() {
    Commitment commitment = new Commitment(WriterId.create(), 17);
    assertThat(Commitment.of(commitment.toOffset(), "s"), is(Optional.of(commitment)));
  }

  private static LogPosition log(long origin, long first, long next) {
    return new LogPosition("g", OURS, origin, first, next);
  }

  private static Optional<Commitment> committed(WriterId writer, long next) {
    return Optional.of(new Commitment(writer, next));
  }

  private static long first(LogPosition log, Optional<Commitment> found) {
    return Commitment.firstToPublish(log, found, "s");
  }

  private static String refusal(LogPosition log, Optional<Commitment> found) {
    return assertThrows(DeliveryRefusedException.class, () -> first(log, found)).getMessage();
  }
}
