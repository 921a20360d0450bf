package io.surge.kafka;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.TopicPartition;

/**
 * Where a reader stands in each of its partitions, compared with where they end. Its consumers
 * write to it from their own threads.
 *
 * <p>A partition that transactions write to ends in a marker that no consumer is ever given. Its
 * last record is then one or more offsets before its end, and by the records alone it would seem to
 * hold something unread for ever. The consumer's position does pass the markers, so it tells.
 */
final class InputEnds {
  private final Map<TopicPartition, Progress> progress = new ConcurrentHashMap<>();
  private final AtomicLong givenOut = new AtomicLong();
  private volatile long unread;
  private volatile boolean holdRecords;

  /**
   * @param nextRecord the offset after the last record that the consumer gave out
   * @param position up to where the consumer has read, markers included
   */
  private record Progress(long nextRecord, long position) {}

  /** The consumer starts at this offset. */
  void startAt(TopicPartition partition, long offset) {
    progress.put(partition, new Progress(offset, offset));
  }

  /** The consumer has read up to this position and gave out no record. */
  void readTo(TopicPartition partition, long position) {
    progress.computeIfPresent(
        partition, (key, before) -> new Progress(before.nextRecord(), position));
  }

  /** The consumer has read up to this position and gave out records up to the one before. */
  void readTo(TopicPartition partition, long nextRecord, long position) {
    progress.put(partition, new Progress(nextRecord, position));
  }

  /**
   * The consumer has given out so many packs of records more.
   *
   * @param left how many records are left for it to read, as far as it knows
   */
  void giveOut(int packs, long left) {
    unread = left;
    givenOut.addAndGet(packs);
  }

  /** How many records the consumer had yet to read when it last gave some out. */
  long unread() {
    return unread;
  }

  long givenOut() {
    return givenOut.get();
  }

  /** The offset after the last record, if the consumer has read to the end; else the end. */
  long endOfRecords(TopicPartition partition, long end) {
    Progress reached = progress.get(partition);
    return reached != null && reached.position() >= end ? reached.nextRecord() : end;
  }

  /** Some partition of the input has been seen to hold records. */
  void foundRecords() {
    holdRecords = true;
  }

  boolean holdRecords() {
    return holdRecords;
  }
}
