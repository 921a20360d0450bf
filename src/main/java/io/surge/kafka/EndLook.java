package io.surge.kafka;

/**
 * What the latest successful look at a partition's end found.
 *
 * @param backlog how many records were left to read; negative if that is not known
 * @param time when it was asked, in epoch milliseconds
 * @param othersHoldData whether any partition of the input holds records
 */
record EndLook(long backlog, long time, boolean othersHoldData) {}
