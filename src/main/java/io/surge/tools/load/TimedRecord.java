package io.surge.tools.load;

import io.surge.tools.TopicRole;
import java.util.Arrays;
import java.util.Objects;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * A record to be sent.
 *
 * @param at when, on the time line of what is played, in epoch milliseconds
 * @param timestamp the record's own, in epoch milliseconds
 */
@SuppressWarnings("ArrayRecordComponent") // equality by content is defined below
public record TimedRecord(
    TopicRole topic, byte @Nullable [] key, byte[] value, long at, long timestamp) {

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof TimedRecord that
        && topic == that.topic
        && Arrays.equals(key, that.key)
        && Arrays.equals(value, that.value)
        && at == that.at
        && timestamp == that.timestamp;
  }

  @Override
  public int hashCode() {
    return Objects.hash(topic, Arrays.hashCode(key), Arrays.hashCode(value), at, timestamp);
  }
}
