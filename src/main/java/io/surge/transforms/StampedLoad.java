package io.surge.transforms;

import io.surge.domain.LoadProfile;

/**
 * The combined changes of a zone and window.
 *
 * @param seenAt the latest of their event times that were not ahead of the clock
 * @param inTime how many of them were not late
 */
record StampedLoad(LoadProfile profile, long seenAt, long inTime) {
  static final StampedLoad NONE = new StampedLoad(LoadProfile.NONE, Long.MIN_VALUE, 0);

  StampedLoad plus(StampedLoad that) {
    return new StampedLoad(
        profile.plus(that.profile), Math.max(seenAt, that.seenAt), inTime + that.inTime);
  }
}
