package io.surge.transforms;

import io.surge.domain.DriverTrack;
import io.surge.sliding.ValueBytes;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.ObjIntConsumer;
import java.util.function.UnaryOperator;

/**
 * The buckets of a shard's drivers, and which of them are not in state as they are here. State has
 * them in groups: entry by entry is what a state backend copies and writes, and a checkpoint costs.
 */
final class DriverTable {
  /** So many buckets. Savepoints rely on it: groups are saved under their numbers. */
  private static final int GROUP = 8;

  private final DriverBucket[] buckets = new DriverBucket[DriverBucket.COUNT];
  private final BitSet unsavedGroups = new BitSet(DriverBucket.COUNT / GROUP);
  private int bytes;

  DriverTable() {
    Arrays.fill(buckets, DriverBucket.EMPTY);
  }

  DriverBucket bucket(int number) {
    return buckets[number];
  }

  /**
   * Changes the track of a driver in its bucket.
   *
   * @param place of the driver in the bucket
   * @param journal gets the driver's id and what has become of its track, if it is another one
   */
  void change(
      int number,
      DriverBucket.Place place,
      UnaryOperator<DriverTrack> changing,
      ValueBytes journal) {
    int toldBefore = journal.size();
    // The bucket may be changed where it is.
    bytes -= buckets[number].length();
    buckets[number] = place.changed(changing, journal);
    bytes += buckets[number].length();
    if (journal.size() > toldBefore) {
      unsavedGroups.set(number / GROUP);
    }
  }

  /** Puts a bucket in the place of another one. */
  void replace(int number, DriverBucket bucket) {
    put(number, bucket);
    unsavedGroups.set(number / GROUP);
  }

  private void put(int number, DriverBucket bucket) {
    bytes += bucket.length() - buckets[number].length();
    buckets[number] = bucket;
  }

  /** How many bytes the buckets have together. */
  int bytes() {
    return bytes;
  }

  /** Takes in a group of buckets as it was saved. */
  void restore(DriverBucket group) {
    group.forEachDriver(
        (driverId, driver) -> {
          int number = DriverBucket.numberOf(driverId);
          put(number, DriverBucket.all(List.of(buckets[number], driver)));
        });
  }

  /**
   * Gives out all that is not saved as it is here, and takes it for saved.
   *
   * @param saving gets groups of buckets with their numbers
   */
  void save(ObjIntConsumer<DriverBucket> saving) {
    unsavedGroups.stream().forEach(group -> saving.accept(groupOf(group), group));
    unsavedGroups.clear();
  }

  private DriverBucket groupOf(int number) {
    return DriverBucket.all(Arrays.asList(buckets).subList(GROUP * number, GROUP * (number + 1)));
  }
}
