package io.surge;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Some minutes in a small city, in the order in which clients send them: events out of order by
 * less than the pipeline waits for, some of one moment and one driver, some stamped ahead of the
 * time at which they are sent; then a request in each place, so that every place has been heard of
 * at the end.
 */
final class RandomTraffic {
  static final List<Place> PLACES =
      List.of(
          new Place(37.7749, -122.4194),
          new Place(37.7840, -122.4075),
          new Place(37.6213, -122.3790),
          new Place(-0.0001, 0.0001),
          new Place(0.0001, -0.0001),
          new Place(69.6492, 18.9553),
          new Place(-33.8688, 151.2093),
          new Place(51.5, 0),
          new Place(90, 180),
          new Place(-90, -180),
          new Place(37.7750, -122.4300));

  private static final int DRIVERS = 15;
  private static final int RIDERS = 30;
  private static final long STEP = 250;
  private static final long MOST_DISORDER = 4_900;
  private static final long MOST_AHEAD = 50_000;

  private final SplittableRandom random;
  private final long begin;

  private RandomTraffic(long seed, long begin) {
    this.random = new SplittableRandom(seed);
    this.begin = begin;
  }

  /**
   * @param sendTime also the record's timestamp, never before the event's but for one stamped ahead
   */
  record Sending(SentEvent event, long sendTime) {
    long recordTimestamp() {
      return Math.min(event.timestamp(), sendTime);
    }
  }

  static List<Sending> of(long seed, long begin, long duration, int events) {
    RandomTraffic traffic = new RandomTraffic(seed, begin);
    List<Sending> sendings = new ArrayList<>();
    for (int i = 0; i < events; i++) {
      long time = begin + STEP * traffic.random.nextLong(duration / STEP);
      long sendTime = time + traffic.random.nextLong(MOST_DISORDER);
      boolean ahead = traffic.random.nextInt(50) == 0;
      long stamp = ahead ? time + traffic.random.nextLong(MOST_AHEAD) : time;
      sendings.add(new Sending(traffic.event(stamp), sendTime));
    }
    sendings.sort(Comparator.comparingLong(Sending::sendTime));
    long end = begin + duration + MOST_DISORDER;
    for (Place place : PLACES) {
      sendings.add(new Sending(new SentEvent("last", place, null, end), end));
    }
    return sendings;
  }

  private SentEvent event(long timestamp) {
    Place place = placeAt(timestamp);
    if (random.nextInt(100) < 45) {
      String rider = "rider-" + random.nextInt(RIDERS);
      return new SentEvent(rider, place, null, timestamp);
    }
    String driver = "driver-" + random.nextInt(DRIVERS);
    boolean available = random.nextInt(100) < 65;
    return new SentEvent(driver, place, available, timestamp);
  }

  /** Half of the places fall silent every other minute. */
  private Place placeAt(long timestamp) {
    boolean quiet = (timestamp - begin) / 60_000 % 2 == 1;
    return PLACES.get(random.nextInt(quiet ? PLACES.size() / 2 : PLACES.size()));
  }
}
