package io.surge.transforms;

import io.surge.domain.LoadProfile;

/**
 * The combined changes of a zone and window.
 *
 * @param seenAt the latest of their event times that were not ahead of the clock
 * @param inTime how many of them were not late
 * @param watermark the watermark when the first of them came: a window that ended before it held
 *     nothing when it closed
 */
record StampedLoad(LoadProfile profile, long seenAt, long inTime, long watermark) {
  static final StampedLoad NONE =
      new StampedLoad(LoadProfile.NONE, Long.MIN_VALUE, 0, Long.MAX_VALUE);

  StampedLoad plus(StampedLoad that) {
    return new StampedLoad(
        profile.plus(that.profile),
        Math.max(seenAt, that.seenAt),
        inTime + that.inTime,
        Math.min(watermark, that.watermark));
  }
}
