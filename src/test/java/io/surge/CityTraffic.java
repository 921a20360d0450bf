package io.surge;

import io.surge.HostileRecords.Hostile;
import io.surge.domain.RejectionReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * What people of a city send as time goes by: events of now, a little out of order; and, with
 * troubles, some late, some too late and some broken. The same seed and times give the same.
 *
 * <p>It is certain beforehand which of them count, through any crash. With W for the time of
 * sending, which is also the record's timestamp:
 *
 * <ul>
 *   <li>The watermark that an event meets is at most that of its own partition. That follows the
 *       records before it, whose timestamps are at most W, {@code maxOutOfOrderness} behind; after
 *       a restore the records before it are read before it again. So an event of a time later than
 *       W - {@code maxOutOfOrderness} - {@code allowedLateness} finds all its windows taking
 *       corrections, however long it waited to be read. Only a partition that seemed idle could be
 *       ahead of that, and then by no longer than the event took from {@code send} to the broker
 *       while the broker answered: {@link Troubles} leave seconds for that.
 *   <li>The watermark is the least over all partitions. While the pipeline catches up, others may
 *       lag behind by as long as it stood still. An event is too late beyond doubt if its last
 *       window had expired longer ago than that.
 * </ul>
 */
final class CityTraffic {
  private static final int PER_MILLE = 1000;
  private static final int SIDE = 14;
  private static final int PEOPLE = 400;
  private static final long HALF_SLEEPS_EVERY_OTHER_MILLIS = 100_000;

  private final Random random;
  private final HostileRecords hostile;
  private final Troubles troubles;
  private final List<Place> places = new ArrayList<>();

  /**
   * @param disorder most milliseconds that an event is sent after it happened
   * @param broken of a thousand records
   * @param tooLate of a thousand
   * @param late of a thousand
   * @param leastLate in milliseconds between an event and its being sent; more than the disorder
   *     that the pipeline waits for
   * @param mostLate in milliseconds
   * @param leastTooLate in milliseconds
   */
  record Troubles(
      long disorder,
      int broken,
      int tooLate,
      int late,
      long leastLate,
      long mostLate,
      long leastTooLate) {
    static final Troubles NONE = new Troubles(2_000, 0, 0, 0, 0, 0, 0);
  }

  CityTraffic(long seed, Troubles troubles) {
    this.random = new Random(seed);
    this.hostile = new HostileRecords(seed);
    this.troubles = troubles;
    for (int row = 0; row < SIDE; row++) {
      for (int column = 0; column < SIDE; column++) {
        places.add(new Place(36 + 0.02 * row, -115 + 0.02 * column));
      }
    }
  }

  /** What is sent next, now. */
  Posting next(long now) {
    int fate = random.nextInt(PER_MILLE);
    if (fate < troubles.broken) {
      return Posting.broken(brokenRecord(now));
    }
    fate -= troubles.broken;
    if (fate < troubles.tooLate) {
      long age = troubles.leastTooLate + random.nextLong(troubles.leastTooLate);
      return Posting.tooLate(event(now - age, now), now);
    }
    fate -= troubles.tooLate;
    if (fate < troubles.late) {
      return counting(now - random.nextLong(troubles.leastLate, troubles.mostLate), now);
    }
    return counting(now - random.nextLong(troubles.disorder), now);
  }

  /**
   * None of long ago: a restored job that has no watermark yet takes it for an event in time, if
   * nothing has come before for its zone's shard. What is too late here is so for known zones.
   */
  private Hostile brokenRecord(long now) {
    Hostile record = hostile.next(now);
    while (record.reason() == RejectionReason.TOO_LATE) {
      record = hostile.next(now);
    }
    return record;
  }

  private Posting counting(long timestamp, long now) {
    return Posting.counting(event(timestamp, timestamp), now);
  }

  private SentEvent event(long timestamp, long placesOf) {
    String id = "person-" + random.nextInt(PEOPLE);
    Boolean available = random.nextBoolean() ? null : Boolean.valueOf(random.nextInt(3) > 0);
    return new SentEvent(id, placeAt(placesOf), available, timestamp);
  }

  /** Half of the places fall silent for a while, for long enough to be forgotten. */
  private Place placeAt(long time) {
    boolean quiet = time / HALF_SLEEPS_EVERY_OTHER_MILLIS % 2 == 1;
    return places.get(random.nextInt(quiet ? places.size() / 2 : places.size()));
  }
}
