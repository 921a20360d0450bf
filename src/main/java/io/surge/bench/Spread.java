package io.surge.bench;

/** Who is where, as a function of numbers. */
interface Spread {
  /** The zone of a rider's request, from 0. */
  int zoneOfRequest(long request);

  /**
   * The zone that a driver reports from.
   *
   * @param round how often the driver has reported before
   */
  int zoneOfDriver(long driver, long round);

  boolean isFree(long driver);
}
