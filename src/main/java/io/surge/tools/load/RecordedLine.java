package io.surge.tools.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.surge.tools.TopicRole;
import java.util.Arrays;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * A record as it was recorded.
 *
 * @param id of the rider or driver, or null if it has none
 * @param at its event time, in epoch milliseconds; that of the line before if it has none
 * @param timestampFrom where in the text its timestamp begins
 * @param timestampTo where it ends; the same if there is none
 */
@SuppressWarnings("ArrayRecordComponent") // passed on once, never compared
record RecordedLine(
    TopicRole topic,
    byte[] text,
    @Nullable String id,
    long at,
    int timestampFrom,
    int timestampTo) {

  /** The record to send, all of its times moved by so many milliseconds. */
  TimedRecord toRecord(long shift) {
    byte[] key = id == null ? null : id.getBytes(UTF_8);
    return new TimedRecord(topic, key, shift == 0 ? text : shifted(shift), at, at + shift);
  }

  private byte[] shifted(long shift) {
    if (timestampFrom == timestampTo) {
      return text;
    }
    byte[] number = Long.toString(at + shift).getBytes(UTF_8);
    int rest = text.length - timestampTo;
    byte[] moved = Arrays.copyOf(text, timestampFrom + number.length + rest);
    System.arraycopy(number, 0, moved, timestampFrom, number.length);
    System.arraycopy(text, timestampTo, moved, timestampFrom + number.length, rest);
    return moved;
  }
}
