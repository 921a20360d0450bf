package io.surge.tools.city;

import io.surge.tools.city.CityEvent.DriverSeen;
import io.surge.tools.city.CityEvent.RiderAsked;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;

/**
 * What happens in a city, in the order of event time: riders ask, more of them in the rush and at
 * the hot spots; drivers tell at equal intervals where they are, and at once when they are hired.
 * The same life gives the same events.
 */
final class SimulatedCity {
  /** How far demand rises above its mean and falls below it. */
  private static final double RUSH = 0.6;

  /** Mean time of a ride, with the way to the rider: what a hired driver is lost for. */
  private static final double RIDE_SECONDS = 540;

  /** Most ask for the price only. Of the drivers, so many are hired in the mean. */
  private static final double HIRED = 0.5;

  private static final int RIDERS = 1_000_000;

  private final CityLife life;
  private final City city;
  private final SplittableRandom random;
  private final List<Driver> drivers = new ArrayList<>();
  private final FreeDrivers free;
  private final Trips trips;
  private final double bookings;
  private final Queue<CityEvent> told = new ArrayDeque<>();
  private long pings;
  private double nextRequest;

  SimulatedCity(CityLife life) {
    this.life = life;
    this.city = City.ofZones(life.zones());
    this.random = new SplittableRandom(life.seed());
    this.free = new FreeDrivers(life.drivers());
    this.trips = new Trips(city, random);
    this.bookings = HIRED * life.drivers() / RIDE_SECONDS / life.requestsPerSecond();
    this.nextRequest = life.start();
    for (int number = 0; number < life.drivers(); number++) {
      drivers.add(newDriver(number));
    }
  }

  private Driver newDriver(int number) {
    Driver driver = new Driver(number, city.peopledPlace(0, random), life.start());
    if (random.nextDouble() < HIRED) {
      trips.hireMidway(driver);
    }
    free.see(driver);
    return driver;
  }

  /** The next event; there is always one. */
  CityEvent next() {
    CityEvent waiting = told.poll();
    if (waiting != null) {
      return waiting;
    }
    long nextPing =
        life.start() + pings * life.pingInterval().toMillis() / Math.max(1, drivers.size());
    return drivers.isEmpty() || nextRequest < nextPing ? request() : ping(nextPing);
  }

  private CityEvent ping(long now) {
    Driver driver = drivers.get((int) (pings++ % drivers.size()));
    driver.moveUntil(now);
    if (driver.isFree() && driver.hasArrived()) {
      trips.cruise(driver, periods(now));
    }
    return seen(driver, now);
  }

  private CityEvent request() {
    long now = (long) nextRequest;
    double wave = 1 + RUSH * Math.sin(2 * Math.PI * periods(now));
    nextRequest += 1000 / (life.requestsPerSecond() * wave);
    Place place = city.peopledPlace(periods(now), random);
    if (random.nextDouble() < bookings) {
      book(place, now);
    }
    return new RiderAsked(random.nextInt(RIDERS), place, now);
  }

  private void book(Place place, long now) {
    Driver driver = free.near(place, random);
    if (driver != null) {
      driver.moveUntil(now);
      trips.hire(driver, place, periods(now));
      told.add(seen(driver, now));
    }
  }

  private DriverSeen seen(Driver driver, long now) {
    free.see(driver);
    return new DriverSeen(driver.number(), driver.place(), driver.isFree(), now);
  }

  private double periods(long now) {
    return (double) (now - life.start()) / life.rushPeriod().toMillis();
  }
}
