package io.surge.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * What a city's riders and drivers send, as a function of an event's number: requests and updates
 * by turns, at an even pace, over the partitions by turns.
 *
 * <p>Every driver tells every ten seconds where it is, eight of ten are free, and with each tenth
 * update they have moved to a neighbouring zone. Riders and drivers are spread evenly over the
 * zones, or a share of both is in the first zone, and stays there.
 */
final class Traffic {
  private static final int SECONDS_BETWEEN_UPDATES = 10;
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
  private final double hotShare;
  private final long eventsPerSecond;
  private final long drivers;
  private final long start;

  /**
   * @param hotShare the share of riders and drivers in the first zone beyond an even spread, 0 to 1
   * @param start the time of the first event, in epoch milliseconds
   */
  Traffic(
      InputTopics topics, ZonePlaces places, double hotShare, long eventsPerSecond, long start) {
    this.topics = topics;
    this.places = places;
    this.hotShare = hotShare;
    this.eventsPerSecond = eventsPerSecond;
    this.drivers = Math.max(1, eventsPerSecond / 2 * SECONDS_BETWEEN_UPDATES);
    this.start = start;
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
    byte[] place = places.fieldsOf(zone(number));
    long timestamp = timestamp(2 * number);
    byte[] id = id(RIDER, number);
    byte[] value =
        join(USER_ID, id, AFTER_ID, place, TIMESTAMP, ascii(Long.toString(timestamp)), END);
    return new ProducerRecord<>(
        topics.rideRequests(), (int) (number % InputTopics.PARTITIONS), timestamp, id, value);
  }

  private ProducerRecord<byte[], byte[]> update(long number) {
    long driver = number % drivers;
    byte[] place = places.fieldsOf(zoneOfDriver(driver, number / drivers));
    long timestamp = timestamp(2 * number + 1);
    byte[] id = id(DRIVER, driver);
    byte[] value =
        join(
            DRIVER_ID,
            id,
            AFTER_ID,
            place,
            driver % 10 < 8 ? FREE : BUSY,
            TIMESTAMP,
            ascii(Long.toString(timestamp)),
            END);
    return new ProducerRecord<>(
        topics.driverUpdates(), (int) (driver % InputTopics.PARTITIONS), timestamp, id, value);
  }

  private int zoneOfDriver(long driver, long round) {
    int home = zone(~driver);
    boolean away = Math.floorMod(mix(driver) + round, 20) < 10;
    return home == 0 || !away ? home : home % (places.count() - 1) + 1;
  }

  private int zone(long seed) {
    long mixed = mix(seed);
    double share = (mixed >>> 11) * 0x1p-53;
    return share < hotShare ? 0 : (int) Math.floorMod(mixed, (long) places.count());
  }

  /** SplitMix64: a number that looks as random as any, the same each time. */
  private static long mix(long seed) {
    long z = (seed + 1) * 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
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
