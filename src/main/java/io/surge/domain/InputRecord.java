package io.surge.domain;

import java.util.Arrays;
import java.util.Objects;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * A record as it came in, byte for byte. Topic, partition and offset identify it for ever.
 *
 * @param key null where the sender gave none
 * @param value null where the sender gave none
 */
@SuppressWarnings("ArrayRecordComponent") // equality by content is defined below
public record InputRecord(
    String topic, int partition, long offset, byte @Nullable [] key, byte @Nullable [] value) {

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof InputRecord that
        && topic.equals(that.topic)
        && partition == that.partition
        && offset == that.offset
        && Arrays.equals(key, that.key)
        && Arrays.equals(value, that.value);
  }

  @Override
  public int hashCode() {
    return Objects.hash(topic, partition, offset);
  }

  @Override
  public String toString() {
    return topic + "-" + partition + "@" + offset;
  }
}
