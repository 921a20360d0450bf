package io.surge.kafka.exactlyonce;

import org.apache.beam.sdk.state.MapState;
import org.apache.beam.sdk.state.ValueState;

/**
 * The log of a shard, for as long as the pipeline handles one element or timer of the shard: the
 * batches in the pipeline's state, and the writer that publishes them.
 */
final class ShardLog {
  private final ValueState<LogPosition> position;
  private final MapState<Long, RecordBatch> batches;
  private final ShardWriter writer;
  private LogPosition current;

  ShardLog(
      ValueState<LogPosition> position, MapState<Long, RecordBatch> batches, ShardWriter writer) {
    this.position = position;
    this.batches = batches;
    this.writer = writer;
    this.current = position.read();
  }

  boolean isEmpty() {
    return current.isEmpty();
  }

  /** Asks to hear when all of the log is durable. */
  DurableMark mark() {
    return writer.mark(current.next() - 1);
  }

  void append(RecordBatch batch) {
    long number = current.next();
    batches.put(number, batch);
    current = current.append();
    position.write(current);
    if (writer.wants(number)) {
      writer.hold(new NumberedBatch(number, batch));
    }
  }

  /** Forgets the batches that are published. */
  void dropCommitted() {
    long committed = Math.min(writer.committed(), current.next());
    if (committed > current.first()) {
      for (long number = current.first(); number < committed; number++) {
        batches.remove(number);
      }
      current = current.dropBefore(committed);
      position.write(current);
    }
  }

  /** Gives the writer batches that it does not hold: after a restore, or after it held enough. */
  void refill() {
    long number = writer.wanted();
    while (number < current.next() && writer.wants(number)) {
      RecordBatch batch = batches.get(number).read();
      if (batch == null) {
        throw new IllegalStateException("batch " + number + " is not in the log " + current);
      }
      writer.hold(new NumberedBatch(number, batch));
      number++;
    }
  }
}
