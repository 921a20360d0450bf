package io.surge.bench;

/** Each driver, free, in a zone of its own for good, and riders in all zones by turns. */
record OneDriverAZone(int zones) implements Spread {

  @Override
  public int zoneOfRequest(long request) {
    return (int) (request % zones);
  }

  @Override
  public int zoneOfDriver(long driver, long round) {
    return (int) driver;
  }

  @Override
  public boolean isFree(long driver) {
    return true;
  }
}
