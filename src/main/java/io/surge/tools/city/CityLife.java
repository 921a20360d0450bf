package io.surge.tools.city;

import java.time.Duration;

/**
 * How much goes on in a city.
 *
 * @param start when it begins, in epoch milliseconds
 * @param zones its size in square kilometres
 * @param drivers how many there are
 * @param pingInterval how often each says where it is
 * @param requestsPerSecond how many riders ask, in the mean over a rush's period
 * @param rushPeriod from one rush to the next
 */
public record CityLife(
    long seed,
    long start,
    int zones,
    int drivers,
    Duration pingInterval,
    double requestsPerSecond,
    Duration rushPeriod) {

  /** The same life, begun earlier. */
  CityLife startedBefore(long milliseconds) {
    return new CityLife(
        seed, start - milliseconds, zones, drivers, pingInterval, requestsPerSecond, rushPeriod);
  }
}
