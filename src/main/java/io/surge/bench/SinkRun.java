package io.surge.bench;

/**
 * One measurement of the sink.
 *
 * @param checkpointMillis the checkpoint interval
 * @param rate records offered a second, 0 for as many as go through
 * @param records how many go through; the first quarter warms up and is not counted
 */
record SinkRun(long checkpointMillis, long rate, long records) {
  long firstCounted() {
    return records / 4;
  }
}
