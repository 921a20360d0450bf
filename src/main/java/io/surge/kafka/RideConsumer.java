package io.surge.kafka;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;

/**
 * The consumer of a reader: begins where the settings say, keeps account of how far it has read,
 * and gives out its records in packs.
 */
final class RideConsumer extends KafkaConsumer<byte[], byte[]> {
  private final StartFrom startFrom;
  private final InputEnds ends;
  private final int recordsInAPack;

  RideConsumer(
      Map<String, Object> config, StartFrom startFrom, InputEnds ends, int recordsInAPack) {
    super(config);
    this.startFrom = startFrom;
    this.ends = ends;
    this.recordsInAPack = recordsInAPack;
  }

  /** KafkaIO asks for the position of a partition only where none was saved: a fresh start. */
  @Override
  public long position(TopicPartition partition) {
    seekToStart(partition);
    long position = super.position(partition);
    ends.startAt(partition, position);
    return position;
  }

  private void seekToStart(TopicPartition partition) {
    if (startFrom instanceof StartFrom.Earliest) {
      seekToBeginning(List.of(partition));
    } else if (startFrom instanceof StartFrom.Latest) {
      seekToEnd(List.of(partition));
    } else if (startFrom instanceof StartFrom.Timestamp time) {
      OffsetAndTimestamp found =
          offsetsForTimes(Map.of(partition, time.timestamp())).get(partition);
      if (found == null) {
        seekToEnd(List.of(partition));
      } else {
        super.seek(partition, found.offset());
      }
    }
  }

  @Override
  public void seek(TopicPartition partition, long offset) {
    super.seek(partition, offset);
    ends.startAt(partition, offset);
  }

  @Override
  @Deprecated
  @SuppressWarnings("deprecation") // the one that KafkaIO calls
  public ConsumerRecords<byte[], byte[]> poll(long timeout) {
    ConsumerRecords<byte[], byte[]> polled = super.poll(timeout);
    Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> packed = new HashMap<>();
    int packs = 0;
    long left = 0;
    for (TopicPartition partition : assignment()) {
      long position = super.position(partition);
      left += currentLag(partition).orElse(0);
      List<ConsumerRecord<byte[], byte[]>> records = polled.records(partition);
      if (records.isEmpty()) {
        ends.readTo(partition, position);
      } else {
        ends.readTo(partition, records.get(records.size() - 1).offset() + 1, position);
        packed.put(partition, PolledRecords.pack(records, recordsInAPack));
        packs += packed.get(partition).size();
      }
    }
    ends.giveOut(packs, left);
    return new ConsumerRecords<>(packed);
  }
}
