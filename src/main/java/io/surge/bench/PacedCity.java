package io.surge.bench;

/** A city whose time goes on only when told to. */
final class PacedCity {
  private final String bootstrapServers;
  private final Traffic traffic;
  private long sent;

  PacedCity(String bootstrapServers, Traffic traffic) {
    this.bootstrapServers = bootstrapServers;
    this.traffic = traffic;
  }

  /** How many events there are in a second of the city's own time. */
  long eventsPerSecond() {
    return traffic.eventsPerSecond();
  }

  /**
   * Sends what happens in some seconds of the clock.
   *
   * @param pace seconds of the city in one of the clock; infinite: all at once, and seconds are
   *     those of the city
   */
  void goOn(long seconds, double pace) {
    double share = Double.isInfinite(pace) ? 1 : pace;
    long next = sent + Math.round(seconds * share * traffic.eventsPerSecond());
    Fill.send(bootstrapServers, traffic, sent, next, traffic.eventsPerSecond() * pace);
    sent = next;
  }

  /** Nothing happens for some seconds, and then one event in each partition tells so. */
  void closeWindows(long seconds) {
    long next = sent + seconds * traffic.eventsPerSecond();
    long partitions = 2L * InputTopics.PARTITIONS;
    Fill.send(bootstrapServers, traffic, next, next + partitions, Double.POSITIVE_INFINITY);
    sent = next + partitions;
  }
}
