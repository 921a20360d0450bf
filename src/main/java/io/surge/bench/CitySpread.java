package io.surge.bench;

/**
 * Riders and drivers spread evenly over the zones, or a share of both in the first zone, where they
 * stay. Eight of ten drivers are free, and with each tenth update they have moved to a neighbouring
 * zone.
 *
 * @param hotShare the share in the first zone beyond an even spread, 0 to 1
 */
record CitySpread(int zones, double hotShare) implements Spread {

  @Override
  public int zoneOfRequest(long request) {
    return zone(request);
  }

  @Override
  public int zoneOfDriver(long driver, long round) {
    int home = zone(~driver);
    boolean away = Math.floorMod(mix(driver) + round, 20) < 10;
    return home == 0 || !away ? home : home % (zones - 1) + 1;
  }

  @Override
  public boolean isFree(long driver) {
    return driver % 10 < 8;
  }

  private int zone(long seed) {
    long mixed = mix(seed);
    double share = (mixed >>> 11) * 0x1p-53;
    return share < hotShare ? 0 : (int) Math.floorMod(mixed, (long) zones);
  }

  /** SplitMix64: a number that looks as random as any, the same each time. */
  private static long mix(long seed) {
    long z = (seed + 1) * 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
