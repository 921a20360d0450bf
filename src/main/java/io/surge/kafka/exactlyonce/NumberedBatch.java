package io.surge.kafka.exactlyonce;

/** A batch in its shard's log. */
record NumberedBatch(long number, RecordBatch batch) {
  int size() {
    return batch.bytes().length;
  }
}
