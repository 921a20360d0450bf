package io.surge.kafka;

import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.io.kafka.KafkaRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/**
 * Neighbouring records of a partition that pass through KafkaIO's reader as one, in the headers of
 * the last of them. The reader does its books once a record, counters and names of metrics, which
 * costs more than to decode it; its position is right all the same: behind the last one.
 */
final class PolledRecords extends RecordHeaders {
  private static final long MOST_BYTES = 1 << 20;

  private final List<ConsumerRecord<byte[], byte[]>> records;

  private PolledRecords(List<ConsumerRecord<byte[], byte[]>> records) {
    this.records = records;
  }

  /**
   * Packs the records of a partition.
   *
   * @param most how many go together at the most; they are fewer where records are large
   */
  static List<ConsumerRecord<byte[], byte[]>> pack(
      List<ConsumerRecord<byte[], byte[]>> records, int most) {
    List<ConsumerRecord<byte[], byte[]>> packs = new ArrayList<>();
    int first = 0;
    long bytes = 0;
    for (int next = 1; next <= records.size(); next++) {
      bytes += sizeOf(records.get(next - 1));
      if (next == records.size() || next - first == most || bytes >= MOST_BYTES) {
        packs.add(asOne(records.subList(first, next)));
        first = next;
        bytes = 0;
      }
    }
    return packs;
  }

  private static long sizeOf(ConsumerRecord<byte[], byte[]> record) {
    return Math.max(0L, record.serializedKeySize()) + Math.max(0L, record.serializedValueSize());
  }

  private static ConsumerRecord<byte[], byte[]> asOne(
      List<ConsumerRecord<byte[], byte[]>> records) {
    ConsumerRecord<byte[], byte[]> last = records.get(records.size() - 1);
    return new ConsumerRecord<>(
        last.topic(),
        last.partition(),
        last.offset(),
        last.timestamp(),
        TimestampType.CREATE_TIME,
        ConsumerRecord.NULL_SIZE,
        ConsumerRecord.NULL_SIZE,
        null,
        null,
        new PolledRecords(records),
        last.leaderEpoch());
  }

  /** The records that were packed into this one. */
  static List<ConsumerRecord<byte[], byte[]>> unpack(KafkaRecord<byte[], byte[]> pack) {
    return ((PolledRecords) pack.getHeaders()).records;
  }
}
