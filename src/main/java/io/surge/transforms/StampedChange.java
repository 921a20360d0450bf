package io.surge.transforms;

import io.surge.domain.LoadChange;

/**
 * A change of a zone's load that is in time for some window.
 *
 * @param seenAt its event time, or {@link Long#MIN_VALUE} where that was ahead of the clock
 * @param late whether one of its windows had closed when it came
 * @param watermark the watermark when it came
 */
record StampedChange(LoadChange change, long seenAt, boolean late, long watermark) {}
