package io.surge.transforms;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.sameInstance;

import io.surge.domain.DriverTrack;
import io.surge.domain.DriverTrack.Fix;
import io.surge.domain.Zone;
import io.surge.sliding.ValueBytes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A bucket is a map from drivers to their tracks, whatever is packed in it. */
class DriverBucketTest {
  private static final DriverTrack HERE = trackTo(1);
  private static final DriverTrack THERE = trackTo(2);

  /** Nobody looks at it here. */
  private static final ValueBytes JOURNAL = new ValueBytes(64);

  @Test
  void keepsEachDriversTrack() {
    DriverBucket bucket =
        DriverBucket.EMPTY
            .placeOf("a")
            .changed(track -> HERE, JOURNAL)
            .placeOf("ab")
            .changed(track -> THERE, JOURNAL)
            .placeOf("\u00e4")
            .changed(track -> HERE, JOURNAL)
            .placeOf("a")
            .changed(track -> THERE, JOURNAL);

    assertThat(trackOf("a", bucket), is(THERE));
    assertThat(trackOf("ab", bucket), is(THERE));
    assertThat(trackOf("\u00e4", bucket), is(HERE));
    assertThat(trackOf("b", bucket), is(DriverTrack.NONE));
    assertThat(bucket.placeOf("ab").isTaken(), is(true));
    assertThat(bucket.placeOf("b").isTaken(), is(false));
  }

  @Test
  void isChangedWhereItIsAsLongAsThereIsRoom() {
    DriverBucket noRoom =
        DriverBucket.EMPTY
            .placeOf("a")
            .changed(track -> HERE, JOURNAL)
            .placeOf("b")
            .changed(track -> HERE, JOURNAL)
            .placeOf("c")
            .changed(track -> THERE, JOURNAL)
            .copy();
    DriverBucket before = noRoom.copy();
    DriverBucket bucket = noRoom.placeOf("b").changed(track -> THERE, JOURNAL);

    assertThat(bucket, not(sameInstance(noRoom)));
    assertThat("it was not changed", noRoom, is(before));
    for (DriverTrack next : List.of(trackOf(3, 4), THERE, HERE)) {
      assertThat(bucket.placeOf("b").changed(track -> next, JOURNAL), sameInstance(bucket));
      assertThat(trackOf("a", bucket), is(HERE));
      assertThat(trackOf("b", bucket), is(next));
      assertThat(trackOf("c", bucket), is(THERE));
    }
    assertThat("a copy is another's", trackOf("b", before), is(HERE));
    assertThat("as many bytes as before", bucket, is(before));
  }

  @Test
  void isReplacedWhereRoomIsShortOrMuchIsToSpare() {
    DriverBucket small = DriverBucket.EMPTY.placeOf("a").changed(track -> HERE, JOURNAL);
    byte[] saved = small.toBytes();

    DriverBucket large = small.placeOf("a").changed(track -> trackTo(20), JOURNAL);
    DriverBucket smallAgain = large.placeOf("a").changed(track -> HERE, JOURNAL);

    assertThat(large, not(sameInstance(small)));
    assertThat(smallAgain, not(sameInstance(large)));
    assertThat(smallAgain, is(DriverBucket.ofBytes(saved)));
    assertThat(smallAgain.hashCode(), is(DriverBucket.ofBytes(saved).hashCode()));
  }

  @Test
  void forgetsWhoseTrackIsEmpty() {
    DriverBucket both =
        DriverBucket.EMPTY
            .placeOf("a")
            .changed(t -> HERE, JOURNAL)
            .placeOf("b")
            .changed(t -> THERE, JOURNAL);

    DriverBucket one = both.placeOf("a").changed(track -> DriverTrack.NONE, JOURNAL);

    assertThat(one, is(DriverBucket.EMPTY.placeOf("b").changed(track -> THERE, JOURNAL)));
    assertThat(one.placeOf("b").changed(track -> DriverTrack.NONE, JOURNAL).isEmpty(), is(true));
  }

  @Test
  void staysTheSameWhereNothingChanges() {
    DriverBucket bucket = DriverBucket.EMPTY.placeOf("a").changed(track -> HERE, JOURNAL);

    assertThat(bucket.placeOf("a").changed(track -> track, JOURNAL), sameInstance(bucket));
    assertThat(bucket.placeOf("b").changed(track -> track, JOURNAL), sameInstance(bucket));
    assertThat(bucket.keeping(track -> true), sameInstance(bucket));
  }

  @Test
  void keepsWhomItIsToldToKeep() {
    DriverBucket bucket =
        DriverBucket.EMPTY
            .placeOf("a")
            .changed(track -> HERE, JOURNAL)
            .placeOf("b")
            .changed(track -> THERE, JOURNAL)
            .placeOf("c")
            .changed(track -> HERE, JOURNAL);

    assertThat(
        bucket.keeping(HERE::equals),
        is(
            DriverBucket.EMPTY
                .placeOf("a")
                .changed(track -> HERE, JOURNAL)
                .placeOf("c")
                .changed(track -> HERE, JOURNAL)));
    assertThat(bucket.keeping(track -> false).isEmpty(), is(true));
  }

  @Test
  void bucketsOfOthersAreTakenTogetherAndApart() {
    DriverBucket first = DriverBucket.EMPTY.placeOf("a").changed(track -> HERE, JOURNAL);
    DriverBucket second = DriverBucket.EMPTY.placeOf("b").changed(track -> THERE, JOURNAL);
    DriverBucket third = second.placeOf("c").changed(track -> HERE, JOURNAL);

    DriverBucket all = DriverBucket.all(List.of(first, DriverBucket.EMPTY, third));

    Map<String, DriverBucket> drivers = new LinkedHashMap<>();
    all.forEachDriver(drivers::put);
    assertThat(
        drivers,
        is(
            Map.of(
                "a", first,
                "b", DriverBucket.EMPTY.placeOf("b").changed(track -> THERE, JOURNAL),
                "c", DriverBucket.EMPTY.placeOf("c").changed(track -> HERE, JOURNAL))));
  }

  @Test
  void tellsTheJournalEachChange() {
    ValueBytes journal = new ValueBytes(1);
    DriverBucket bucket =
        DriverBucket.EMPTY
            .placeOf("a")
            .changed(track -> HERE, journal)
            .placeOf("b")
            .changed(track -> trackOf(2, 5), journal)
            .placeOf("b")
            .changed(track -> trackOf(2, 5), journal)
            .placeOf("b")
            .changed(track -> trackOf(4, 6), journal);
    bucket.placeOf("a").changed(track -> DriverTrack.NONE, journal);

    Map<String, DriverTrack> tracks = new HashMap<>();
    List<String> told = new ArrayList<>();
    DriverBucket.forEachChange(
        journal.toByteArray(),
        (id, change) -> {
          tracks.put(id, change.apply(tracks.getOrDefault(id, DriverTrack.NONE)));
          told.add(id + " " + tracks.get(id).count());
        });
    assertThat(told, is(List.of("a 2", "b 4", "b 3", "a 0")));
    assertThat(tracks, is(Map.of("a", DriverTrack.NONE, "b", trackOf(4, 6))));
  }

  /** A driver's id, three lengths and versions, how many fixes are forgotten, and the last one. */
  @Test
  void tellsTheJournalNoMoreThanHowATrackGoesOn() {
    assertThat("a zone more", bytesToTell(trackOf(1, 3), trackOf(1, 4)), is(16));
    assertThat("another for the first", bytesToTell(trackOf(1, 3), trackOf(2, 4)), is(16));
    assertThat("from the last one on", bytesToTell(trackOf(1, 3), trackOf(3, 4)), is(16));
    assertThat("nothing is left", bytesToTell(trackOf(1, 3), trackOf(4, 4)), is(16));
    assertThat("all of it", bytesToTell(trackOf(1, 3), trackOf(1, 5)), is(60));
  }

  private static int bytesToTell(DriverTrack former, DriverTrack track) {
    ValueBytes journal = new ValueBytes(1);
    DriverBucket bucket = DriverBucket.EMPTY.placeOf("a").changed(none -> former, JOURNAL);
    bucket.placeOf("a").changed(before -> track, journal);
    return journal.size();
  }

  @Test
  void doesAsAMapDoesWhateverHappens() {
    Random random = new Random(7);
    Map<String, DriverTrack> map = new HashMap<>();
    DriverBucket bucket = DriverBucket.EMPTY;
    for (int i = 0; i < 10_000; i++) {
      String driver = "d".repeat(random.nextInt(4)) + random.nextInt(20);
      DriverTrack track = random.nextInt(3) == 0 ? DriverTrack.NONE : trackTo(random.nextInt(200));
      bucket = bucket.placeOf(driver).changed(former -> track, JOURNAL);
      if (track.isEmpty()) {
        map.remove(driver);
      } else {
        map.put(driver, track);
      }
      assertThat(trackOf(driver, bucket), is(track));
    }
    assertThat(map, is(not(anEmptyMap())));
    for (Map.Entry<String, DriverTrack> entry : map.entrySet()) {
      assertThat(trackOf(entry.getKey(), bucket), is(entry.getValue()));
      bucket = bucket.placeOf(entry.getKey()).changed(track -> DriverTrack.NONE, JOURNAL);
    }
    assertThat(bucket.isEmpty(), is(true));
  }

  @Test
  void dealsDriversOutEvenly() {
    Map<Integer, Integer> drivers = new HashMap<>();
    IntStream.range(0, 800_000)
        .forEach(i -> drivers.merge(DriverBucket.numberOf("driver-" + i), 1, Integer::sum));

    int most = drivers.values().stream().mapToInt(Integer::intValue).max().orElseThrow();
    assertThat("buckets in use", drivers.size(), is(DriverBucket.COUNT));
    assertThat("drivers in the fullest, 49 being the mean", most, lessThan(100));
  }

  private static DriverTrack trackOf(String driver, DriverBucket bucket) {
    DriverTrack[] seen = new DriverTrack[1];
    DriverBucket unchanged =
        bucket
            .placeOf(driver)
            .changed(
                track -> {
                  seen[0] = track;
                  return track;
                },
                JOURNAL);
    assertThat(unchanged, sameInstance(bucket));
    return seen[0];
  }

  /** A track of many fixes is longer than one of few, as bytes. */
  private static DriverTrack trackTo(int fixes) {
    return trackOf(0, fixes);
  }

  private static DriverTrack trackOf(int first, int last) {
    List<Fix> drive =
        IntStream.rangeClosed(first, last)
            .mapToObj(i -> new Fix(5_000L * i, new Zone(i * 0x0102030405L), i % 2 == 0))
            .toList();
    return DriverTrack.of(drive);
  }
}
