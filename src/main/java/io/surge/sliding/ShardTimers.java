package io.surge.sliding;

/**
 * When the timers of a shard are set to fire, {@link KeyState#NEVER} where one is not set.
 *
 * @param wakeAt event time
 * @param earlyAt processing time
 */
record ShardTimers(long wakeAt, long earlyAt) {
  static final ShardTimers UNSET = new ShardTimers(KeyState.NEVER, KeyState.NEVER);
}
