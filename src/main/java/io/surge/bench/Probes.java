package io.surge.bench;

import io.surge.domain.KilometreGrid;
import io.surge.domain.Zone;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Single requests, each into a zone of its own where nothing has happened: its price must change,
 * and be published at once. The zones are south of the equator, where the other traffic is not.
 */
final class Probes {
  private static final KilometreGrid GRID = new KilometreGrid();
  private static final Zone FIRST = GRID.zoneAt(-40, -60);
  private static final int ZONES_IN_A_ROW = 1000;
  private static final String KEY_PREFIX = "zone_-";

  private final InputTopics topics;
  private final Map<String, Long> unanswered = new ConcurrentHashMap<>();
  private int sent;

  Probes(InputTopics topics) {
    this.topics = topics;
  }

  /**
   * The next probe.
   *
   * @param scheduled when it is due, in nanoseconds
   * @param timestamp the same as epoch milliseconds
   */
  ProducerRecord<byte[], byte[]> next(long scheduled, long timestamp) {
    int number = sent++;
    long row = number / ZONES_IN_A_ROW;
    Zone zone = new Zone(FIRST.code() + (row << Integer.SIZE) + number % ZONES_IN_A_ROW);
    unanswered.put(GRID.idOf(zone), scheduled);
    String event =
        "{\"user_id\":\"probe-%d\",%s,\"timestamp\":%d}"
            .formatted(number, ZonePlaces.middleOf(zone), timestamp);
    return new ProducerRecord<>(
        topics.rideRequests(),
        number % InputTopics.PARTITIONS,
        timestamp,
        ("probe-" + number).getBytes(StandardCharsets.US_ASCII),
        event.getBytes(StandardCharsets.US_ASCII));
  }

  /** When the probe that this quote answers was due: of each zone's quotes the first answers. */
  Optional<Long> answeredBy(byte[] quoteKey) {
    String zone = new String(quoteKey, StandardCharsets.US_ASCII);
    return zone.startsWith(KEY_PREFIX)
        ? Optional.ofNullable(unanswered.remove(zone))
        : Optional.empty();
  }

  /** When the probes were due that have not been answered. Forgets them. */
  List<Long> takeUnanswered() {
    List<Long> due = List.copyOf(unanswered.values());
    unanswered.clear();
    return due;
  }

  boolean areAllAnswered() {
    return unanswered.isEmpty();
  }
}
