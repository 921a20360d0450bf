package io.surge.tools.city;

import java.util.random.RandomGenerator;

/** Where drivers go, and how fast. */
final class Trips {
  private static final double SLOWEST = 25;
  private static final double FASTEST = 50;
  private static final double CRUISING = 15;
  private static final double RIDE_KILOMETRES = 2.5;
  private static final double LONGEST_RIDE_KILOMETRES = 10;
  private static final double CRUISE_KILOMETRES = 2;

  /** How many of the free drivers that have come to where they wanted stay there for a while. */
  private static final double WAITING = 0.8;

  private final City city;
  private final RandomGenerator random;

  Trips(City city, RandomGenerator random) {
    this.city = city;
    this.random = random;
  }

  /** Sends a driver to a rider and on to where the rider wants to go. */
  void hire(Driver driver, Place rider, double periods) {
    driver.hire(rider, destination(rider, periods), speed());
  }

  /** Lets a driver begin on its way with a rider. */
  void hireMidway(Driver driver) {
    driver.hire(driver.place(), destination(driver.place(), 0), speed());
  }

  private double speed() {
    return random.nextDouble(SLOWEST, FASTEST);
  }

  private Place destination(Place from, double periods) {
    Place peopled = city.peopledPlace(periods, random);
    return from.drivingDistance(peopled) < LONGEST_RIDE_KILOMETRES
        ? peopled
        : around(from, RIDE_KILOMETRES);
  }

  /** Lets a free driver look for riders, or wait where it is. */
  void cruise(Driver driver, double periods) {
    if (random.nextDouble() < WAITING) {
      return;
    }
    Place peopled = city.peopledPlace(periods, random);
    boolean near = driver.place().drivingDistance(peopled) < LONGEST_RIDE_KILOMETRES;
    driver.cruise(near ? peopled : around(driver.place(), CRUISE_KILOMETRES), CRUISING);
  }

  private Place around(Place place, double kilometres) {
    return city.within(
        place.plus(kilometres * random.nextGaussian(), kilometres * random.nextGaussian()));
  }
}
