package io.surge;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.surge.HostileRecords.Hostile;
import io.surge.domain.RejectionReason;
import io.surge.tools.TopicRole;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * A record on its way to the pipeline, and what must become of it.
 *
 * @param counts the event that it tells, null if it must be rejected
 * @param rejection why it must be rejected, null if it counts
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Posting(
    TopicRole topic,
    byte @Nullable [] key,
    byte @Nullable [] value,
    long recordTimestamp,
    @Nullable SentEvent counts,
    @Nullable RejectionReason rejection) {

  static Posting counting(SentEvent event, long now) {
    return of(event, now, event, null);
  }

  static Posting tooLate(SentEvent event, long now) {
    return of(event, now, null, RejectionReason.TOO_LATE);
  }

  static Posting broken(Hostile hostile) {
    return new Posting(
        hostile.topic(),
        hostile.key(),
        hostile.value(),
        hostile.recordTimestamp(),
        null,
        hostile.reason());
  }

  private static Posting of(
      SentEvent event, long now, @Nullable SentEvent counts, @Nullable RejectionReason rejection) {
    byte[] key = event.id().getBytes(UTF_8);
    byte[] value = event.json().getBytes(UTF_8);
    return new Posting(event.topic(), key, value, now, counts, rejection);
  }
}
