package io.surge.sliding;

import org.apache.beam.sdk.transforms.windowing.BoundedWindow;

/**
 * What a shard remembers beside its keys; times in milliseconds.
 *
 * @param wakeAt when its event-time timer is set to fire, {@link KeyState#NEVER} if it is not set
 * @param earlyAt the same for its processing-time timer
 * @param reached the watermark by which windows last expired. A runner that restores a shard begins
 *     without a watermark, and what comes before the first one would all be in time: in windows
 *     too, whose panes nothing remembers any more.
 * @param stamp another one whenever states of keys are others than before: who holds some in memory
 *     with this stamp need not read them
 */
record ShardState(long wakeAt, long earlyAt, long reached, long stamp) {
  static final ShardState FRESH =
      new ShardState(
          KeyState.NEVER,
          KeyState.NEVER,
          BoundedWindow.TIMESTAMP_MIN_VALUE.getMillis(),
          ShardMemory.NO_STAMP);
}
