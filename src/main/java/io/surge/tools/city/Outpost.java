package io.surge.tools.city;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.surge.domain.ZoneGrid;
import io.surge.tools.TopicRole;
import io.surge.tools.city.CityEvent.DriverSeen;
import io.surge.tools.city.CityEvent.RiderAsked;
import io.surge.tools.load.TimedRecord;

/** A place outside the city, for an experiment that the city does not disturb. */
public final class Outpost {
  private static final double KILOMETRES_OUTSIDE = 1.5;
  private static final double KILOMETRES_APART = 2;

  /** Beyond the numbers of the city's riders and drivers. */
  private static final int FIRST_NUMBER = 2_000_000_000;

  private final Place place;
  private final int number;

  /**
   * Picks a place.
   *
   * @param zones size of the city in square kilometres
   * @param index tells outposts apart, from 0
   */
  public Outpost(int zones, int index) {
    double half = City.ofZones(zones).side() / 2;
    this.place = new Place(half + KILOMETRES_OUTSIDE, -half + index * KILOMETRES_APART);
    this.number = FIRST_NUMBER + index;
  }

  /** The id of the zone in which it lies. */
  public String zoneId(ZoneGrid grid) {
    return grid.idOf(grid.zoneAt(City.latitude(place), City.longitude(place)));
  }

  /** Its driver says whether it is free. */
  public TimedRecord driverSeen(boolean available, long now) {
    return record(TopicRole.DRIVER_UPDATES, new DriverSeen(number, place, available, now), now);
  }

  /** Its rider asks for a ride. */
  public TimedRecord riderAsked(long now) {
    return record(TopicRole.RIDE_REQUESTS, new RiderAsked(number, place, now), now);
  }

  private static TimedRecord record(TopicRole topic, CityEvent event, long now) {
    byte[] key = RecordText.id(event).getBytes(UTF_8);
    return new TimedRecord(topic, key, new RecordText().write(event), now, now);
  }
}
