package io.surge.tools.city;

import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * A driver: cruises or waits while it is free, fetches a rider when hired, and is free again where
 * the rider wanted to go.
 */
final class Driver {
  private static final double MILLISECONDS_PER_HOUR = 3_600_000;

  private final int number;
  private Place place;
  private Place target;
  private double speed;
  private long movedAt;
  private @Nullable Place riderTarget;
  private boolean hired;

  Driver(int number, Place place, long now) {
    this.number = number;
    this.place = place;
    this.target = place;
    this.movedAt = now;
  }

  int number() {
    return number;
  }

  Place place() {
    return place;
  }

  boolean isFree() {
    return !hired;
  }

  /** Whether it has come to where it was going. */
  boolean hasArrived() {
    return place.equals(target);
  }

  /** Sets out, free, for another place. */
  void cruise(Place there, double kilometresPerHour) {
    target = there;
    speed = kilometresPerHour;
  }

  /** Is hired by a rider who waits at one place and wants to go to another. */
  void hire(Place pickUp, Place destination, double kilometresPerHour) {
    target = pickUp;
    riderTarget = destination;
    speed = kilometresPerHour;
    hired = true;
  }

  /** Drives on until a moment. */
  void moveUntil(long now) {
    double distance = speed * (now - movedAt) / MILLISECONDS_PER_HOUR;
    movedAt = now;
    double rest = distance - place.drivingDistance(target);
    place = place.towards(target, distance);
    if (hired && rest >= 0) {
      arrive(rest);
    }
  }

  private void arrive(double rest) {
    if (riderTarget == null) {
      hired = false;
      return;
    }
    target = riderTarget;
    riderTarget = null;
    double further = rest - place.drivingDistance(target);
    place = place.towards(target, rest);
    hired = further < 0;
  }
}
