package io.surge.bench;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;

/**
 * When the events were due that let windows close: of each window, in each partition, the first
 * event that is newer than its end by as much as events may be out of order; and of those the last.
 */
final class Closings {
  private static final long SLIDE = Duration.ofSeconds(5).toMillis();
  private static final long MAX_OUT_OF_ORDERNESS = Duration.ofSeconds(5).toMillis();

  private final int partitions;
  private final Map<TopicPartition, Long> closedIn = new HashMap<>();
  private final Map<Long, Integer> partitionsThatClose = new HashMap<>();
  private final Map<Long, Long> dueAt = new ConcurrentHashMap<>();

  /**
   * @param partitions of all topics together: all must let a window close
   */
  Closings(int partitions) {
    this.partitions = partitions;
  }

  /** Takes note of an event that is about to be sent. */
  void sending(TopicPartition partition, long timestamp, long scheduled) {
    long end = Math.floorDiv(timestamp - MAX_OUT_OF_ORDERNESS, SLIDE) * SLIDE;
    Long closed = closedIn.put(partition, end);
    if (closed != null && end > closed) {
      if (partitionsThatClose.merge(end, 1, Integer::sum) == partitions) {
        partitionsThatClose.remove(end);
        dueAt.put(end, scheduled);
      }
    }
  }

  /** When the event was due that let the window with this end close, in nanoseconds. */
  Optional<Long> dueAt(long windowEnd) {
    return Optional.ofNullable(dueAt.get(windowEnd));
  }
}
