package io.surge.transforms;

import io.surge.sliding.ShardMemory;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;

/**
 * What a shard of drivers remembers beside their tracks; times in milliseconds.
 *
 * @param sweepAt when its timer is set to fire, {@link #NEVER} if it is not set
 * @param firstOpenEnd the end of the first window that still took corrections when it was last
 *     looked at. A runner that restores a shard begins without a watermark, and what comes before
 *     the first one would all be in time: for windows too, for which no track is left.
 * @param stamp another one whenever the tracks in state are others than before: who holds them in
 *     memory with this stamp need not read them
 */
record DriverShard(long sweepAt, long firstOpenEnd, long stamp) {
  static final long NEVER = Long.MAX_VALUE;
  static final DriverShard FRESH =
      new DriverShard(NEVER, BoundedWindow.TIMESTAMP_MIN_VALUE.getMillis(), ShardMemory.NO_STAMP);
}
