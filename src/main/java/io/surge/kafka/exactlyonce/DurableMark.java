package io.surge.kafka.exactlyonce;

/**
 * A request to hear when the runner has made a shard's log durable.
 *
 * @param writer the {@link ShardWriter} that asks, in this process
 * @param through the last number of the log when it asked
 */
record DurableMark(String writer, long through) {}
