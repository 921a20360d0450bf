package io.surge.tools.city;

import java.time.Duration;

/**
 * What happens to events on their way.
 *
 * @param disorder each is sent up to so long after it happened
 * @param lateShare share of the events that are late
 * @param lateBy a late event is sent between half of this and all of it after it happened
 * @param brokenShare share of the records that cannot be read or counted
 */
public record Disturbances(
    Duration disorder, double lateShare, Duration lateBy, double brokenShare) {
  /** The longest that an event may be on its way. */
  Duration longestDelay() {
    return lateShare > 0 && lateBy.compareTo(disorder) > 0 ? lateBy : disorder;
  }
}
