package io.surge.kafka.exactlyonce;

/**
 * Where the log of a shard stands, kept in the pipeline's state beside the log's batches.
 *
 * @param group the sink group that {@code writer} writes for
 * @param writer who numbers the batches
 * @param origin the first number of this writer
 * @param first the first number not known to be committed; the batches below are gone from the log
 * @param next the number of the next batch to append
 */
record LogPosition(String group, WriterId writer, long origin, long first, long next) {

  /** An empty log of a new writer. */
  static LogPosition start(String group) {
    return new LogPosition(group, WriterId.create(), 0, 0, 0);
  }

  /** The same log, to be written for another group by a new writer. */
  LogPosition moveTo(String newGroup) {
    return new LogPosition(newGroup, WriterId.create(), first, first, next);
  }

  LogPosition append() {
    return new LogPosition(group, writer, origin, first, next + 1);
  }

  LogPosition dropBefore(long newFirst) {
    return new LogPosition(group, writer, origin, newFirst, next);
  }

  boolean isEmpty() {
    return first == next;
  }

  /** Whether this state has seen a transaction of its writer committed. */
  boolean hasCommitted() {
    return first > origin;
  }
}
