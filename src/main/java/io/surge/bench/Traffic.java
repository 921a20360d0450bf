package io.surge.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * What a city's riders and drivers send, as a function of an event's number: requests and updates
 * by turns, at an even pace, over the partitions by turns. Every driver tells every so many seconds
 * where it is.
 */
final class Traffic {
  /** How often a driver reports where nothing else is said. */
  static final int SECONDS_BETWEEN_UPDATES = 10;

  private static final int DIGITS = 8;

  private static final byte[] RIDER = ascii("rider-");
  private static final byte[] DRIVER = ascii("driver-");
  private static final byte[] USER_ID = ascii("{\"user_id\":\"");
  private static final byte[] DRIVER_ID = ascii("{\"driver_id\":\"");
  private static final byte[] AFTER_ID = ascii("\",");
  private static final byte[] FREE = ascii(",\"available\":true");
  private static final byte[] BUSY = ascii(",\"available\":false");
  private static final byte[] TIMESTAMP = ascii(",\"timestamp\":");
  private static final byte[] END = ascii("}");

  private final InputTopics topics;
  private final ZonePlaces places;
  private final Spread spread;
  private final long eventsPerSecond;
  private final long drivers;
  private final long start;

  /**
   * @param hotShare the share of riders and drivers in the first zone beyond an even spread, 0 to 1
   * @param start the time of the first event, in epoch milliseconds
   */
  Traffic(
      InputTopics topics, ZonePlaces places, double hotShare, long eventsPerSecond, long start) {
    this(
        topics,
        places,
        new CitySpread(places.count(), hotShare),
        eventsPerSecond,
        drivers(eventsPerSecond, SECONDS_BETWEEN_UPDATES),
        start);
  }

  private Traffic(
      InputTopics topics,
      ZonePlaces places,
      Spread spread,
      long eventsPerSecond,
      long drivers,
      long start) {
    this.topics = topics;
    this.places = places;
    this.spread = spread;
    this.eventsPerSecond = eventsPerSecond;
    this.drivers = drivers;
    this.start = start;
  }

  /** An even spread of drivers that report every so many seconds. */
  static Traffic reportingEvery(
      int seconds, InputTopics topics, ZonePlaces places, long eventsPerSecond, long start) {
    return new Traffic(
        topics,
        places,
        new CitySpread(places.count(), 0),
        eventsPerSecond,
        drivers(eventsPerSecond, seconds),
        start);
  }

  /** As many drivers as zones, each reporting every so many seconds. */
  static Traffic oneDriverAZone(int seconds, InputTopics topics, ZonePlaces places, long start) {
    long drivers = places.count();
    return new Traffic(
        topics,
        places,
        new OneDriverAZone(places.count()),
        Math.max(1, 2 * drivers / seconds),
        drivers,
        start);
  }

  /** How many drivers send half of the events when each reports every so many seconds. */
  static long drivers(long eventsPerSecond, int secondsBetweenUpdates) {
    return Math.max(1, eventsPerSecond / 2 * secondsBetweenUpdates);
  }

  long eventsPerSecond() {
    return eventsPerSecond;
  }

  /** The time of an event, in epoch milliseconds: also its Kafka record's. */
  long timestamp(long number) {
    return start + number * 1000 / eventsPerSecond;
  }

  /**
   * When an event is due.
   *
   * @param begin when the first is, in nanoseconds of any clock
   */
  long due(long number, long begin) {
    return begin + number * 1_000_000_000 / eventsPerSecond;
  }

  ProducerRecord<byte[], byte[]> record(long number) {
    return number % 2 == 0 ? request(number / 2) : update(number / 2);
  }

  private ProducerRecord<byte[], byte[]> request(long number) {
    byte[] place = places.fieldsOf(spread.zoneOfRequest(number));
    long timestamp = timestamp(2 * number);
    byte[] id = id(RIDER, number);
    byte[] value =
        join(USER_ID, id, AFTER_ID, place, TIMESTAMP, ascii(Long.toString(timestamp)), END);
    return new ProducerRecord<>(
        topics.rideRequests(), (int) (number % InputTopics.PARTITIONS), timestamp, id, value);
  }

  private ProducerRecord<byte[], byte[]> update(long number) {
    long driver = number % drivers;
    byte[] place = places.fieldsOf(spread.zoneOfDriver(driver, number / drivers));
    long timestamp = timestamp(2 * number + 1);
    byte[] id = id(DRIVER, driver);
    byte[] value =
        join(
            DRIVER_ID,
            id,
            AFTER_ID,
            place,
            spread.isFree(driver) ? FREE : BUSY,
            TIMESTAMP,
            ascii(Long.toString(timestamp)),
            END);
    return new ProducerRecord<>(
        topics.driverUpdates(), (int) (driver % InputTopics.PARTITIONS), timestamp, id, value);
  }

  private static byte[] id(byte[] prefix, long number) {
    byte[] id = new byte[prefix.length + DIGITS];
    System.arraycopy(prefix, 0, id, 0, prefix.length);
    long rest = number;
    for (int i = id.length - 1; i >= prefix.length; i--) {
      id[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    return id;
  }

  private static byte[] join(byte[]... parts) {
    int length = 0;
    for (byte[] part : parts) {
      length += part.length;
    }
    ByteBuffer joined = ByteBuffer.allocate(length);
    for (byte[] part : parts) {
      joined.put(part);
    }
    return joined.array();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
