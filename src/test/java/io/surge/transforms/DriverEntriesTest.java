package io.surge.transforms;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.startsWith;

import io.surge.domain.DriverTrack;
import io.surge.domain.DriverTrack.Fix;
import io.surge.domain.Zone;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.apache.beam.sdk.state.MapState;
import org.junit.jupiter.api.Test;

/**
 * Every driver is found again, whatever its id, in memory and by who reads the state afresh; and
 * neither an entry of state nor memory grows with the number of drivers.
 */
class DriverEntriesTest {
  private static final DriverTrack HERE =
      DriverTrack.of(List.of(new Fix(5_000, new Zone(1), true)));
  private static final DriverTrack THERE =
      DriverTrack.of(List.of(new Fix(10_000, new Zone(2), true)));

  /** As many bytes as {@link #HERE}. */
  private static final DriverTrack AS_LONG =
      DriverTrack.of(List.of(new Fix(5_001, new Zone(1), true)));

  /** Ids of one hash, 1,024 of them: chosen to meet in one bucket. */
  private static final List<String> MEETING = idsOfOneHash(10);

  private final DriverEntries.Cells cells = DriverCells.empty();
  private final MapState<String, DriverBucket> saved = cells.saved();
  private final MapState<Integer, DriverBucket> journal = cells.journal();

  @Test
  void driversOfOneHashDoNotFillOneEntry() {
    changeAll(HERE);
    changeAll(THERE);

    assertThat(MEETING.stream().map(this::trackOf).distinct().toList(), is(List.of(THERE)));
    sweep(track -> track);
    List<Integer> sizes = sizesOf(saved);
    assertThat(sizes, everyItem(is(lessThan(2_100))));
    assertThat("the full one, and those of their own", sizes.size(), is(966));
  }

  @Test
  void whoHasAnEntryOfItsOwnKeepsItWhenTheSharedOneHasRoomAgain() {
    String last = MEETING.get(MEETING.size() - 1);
    changeAll(HERE);
    change(last, THERE);
    sweep(track -> track.equals(HERE) ? DriverTrack.NONE : track);

    change(last, HERE);

    assertThat(trackOf(last), is(HERE));
    assertThat(trackOf(MEETING.get(0)), is(DriverTrack.NONE));
    assertThat("its own, and no other", sizesOf(saved), hasSize(1));
    assertThat(sizesOf(journal), is(empty()));
  }

  @Test
  void theSweepForgetsWhoHasLostItsSay() {
    changeAll(HERE);
    change(MEETING.get(0), THERE);
    change(MEETING.get(MEETING.size() - 1), THERE);

    boolean someLeft = sweep(track -> track.equals(HERE) ? DriverTrack.NONE : track);

    assertThat(someLeft, is(true));
    assertThat(
        MEETING.stream().filter(driver -> !trackOf(driver).isEmpty()).toList(),
        is(List.of(MEETING.get(0), MEETING.get(MEETING.size() - 1))));
    assertThat(sweep(track -> DriverTrack.NONE), is(false));
    assertThat(sizesOf(saved), is(empty()));
    assertThat(sizesOf(journal), is(empty()));
  }

  @Test
  void theJournalIsAsLongAsTheBucketsAndNoLonger() {
    DriverEntries drivers = DriverEntries.readFrom(cells);
    for (int i = 0; i < 4_000; i++) {
      drivers.change("driver-" + i, former -> HERE, cells);
    }
    drivers.save(cells);
    assertThat(sizesOf(journal), is(List.of(102_890)));
    assertThat(sizesOf(saved), is(empty()));

    drivers.change("driver-7", former -> THERE, cells);
    drivers.save(cells);

    assertThat(sizesOf(journal), is(empty()));
    assertThat(sizesOf(saved).stream().mapToInt(size -> size).sum(), is(102_890));
  }

  @Test
  void aBatchWritesWhatItHasChangedUntilTheBucketsAreWritten() {
    DriverEntries drivers = DriverEntries.readFrom(cells);
    List<String> ids = IntStream.range(0, 2_000).mapToObj(i -> "driver-" + i).toList();
    ids.forEach(id -> drivers.change(id, former -> HERE, cells));
    drivers.save(cells);
    assertThat("a first batch, all that there is", sizesOf(journal), is(List.of(50_890)));

    drivers.change("driver-7", former -> THERE, cells);
    drivers.save(cells);
    assertThat("and what has changed since", sizesOf(journal), is(List.of(50_890, 23)));
    assertThat(sizesOf(saved), is(empty()));

    ids.forEach(id -> drivers.change(id, former -> THERE, cells));
    drivers.save(cells);
    assertThat(sizesOf(journal), is(empty()));
    assertThat("all buckets", sizesOf(saved).stream().mapToInt(size -> size).sum(), is(50_890));
    assertThat(ids.stream().map(this::trackOf).distinct().toList(), is(List.of(THERE)));
  }

  @Test
  void whatChangesNothingWritesNothing() {
    DriverEntries drivers = DriverEntries.readFrom(cells);
    drivers.change("driver", former -> HERE, cells);
    assertThat(drivers.save(cells), is(true));

    drivers.change("driver", former -> HERE, cells);

    assertThat(drivers.save(cells), is(false));
    assertThat(sizesOf(journal), hasSize(1));
  }

  /**
   * A state backend on the heap keeps them as they are, and may be writing them to a checkpoint.
   */
  @Test
  void whatStateHoldsIsNotChangedInPlace() {
    changeAll(HERE);
    DriverEntries drivers = DriverEntries.readFrom(cells);
    drivers.sweep(track -> track, cells);
    Map<String, DriverBucket> held = entriesOf(saved);
    Map<String, DriverBucket> copies = new HashMap<>();
    held.forEach((name, bucket) -> copies.put(name, bucket.copy()));

    MEETING.forEach(driver -> drivers.change(driver, former -> AS_LONG, cells));
    drivers.save(cells);

    assertThat(held, is(copies));
    assertThat(MEETING.stream().map(this::trackOf).distinct().toList(), is(List.of(AS_LONG)));
  }

  private static Map<String, DriverBucket> entriesOf(MapState<String, DriverBucket> entries) {
    Map<String, DriverBucket> all = new HashMap<>();
    entries.entries().read().forEach(entry -> all.put(entry.getKey(), entry.getValue()));
    return all;
  }

  /** Among others there are ids that fill a bucket, so that some have entries of their own. */
  @Test
  void whoReadsTheStateFindsWhatIsInMemory() {
    Random random = new Random(11);
    List<String> ids = new ArrayList<>(MEETING);
    IntStream.range(0, 3_000).forEach(i -> ids.add("driver-" + i));
    DriverEntries drivers = DriverEntries.readFrom(cells);
    int journalsGrown = 0;
    int journalsBegunAnew = 0;
    for (int batch = 0; batch < 40; batch++) {
      int journalBefore = sizesOf(journal).size();
      for (int i = 0; i < 500; i++) {
        drivers.change(ids.get(random.nextInt(ids.size())), changing(random), cells);
      }
      drivers.save(cells);
      int journalAfter = sizesOf(journal).size();
      journalsGrown += journalAfter > journalBefore ? 1 : 0;
      journalsBegunAnew += journalAfter < journalBefore ? 1 : 0;
      assertThat(tracksIn(drivers, ids), is(tracksIn(DriverEntries.readFrom(cells), ids)));
    }
    assertThat(List.of(journalsGrown, journalsBegunAnew), is(List.of(35, 5)));
    assertThat(saved.keys().read(), hasItem(startsWith("=")));
  }

  private static UnaryOperator<DriverTrack> changing(Random random) {
    DriverTrack track = trackTo(random.nextInt(9), random.nextBoolean());
    return switch (random.nextInt(9)) {
      case 0 -> former -> DriverTrack.NONE;
      case 1, 2, 3 -> former -> goingOn(former, random);
      default -> former -> track;
    };
  }

  private static DriverTrack goingOn(DriverTrack former, Random random) {
    List<Fix> fixes = former.fixes();
    List<Fix> next = new ArrayList<>(fixes.subList(random.nextInt(fixes.size() + 1), fixes.size()));
    Zone zone = new Zone(random.nextInt(9));
    next.add(new Fix(5_000L * (10 + random.nextInt(100)), zone, random.nextBoolean()));
    return DriverTrack.of(next);
  }

  private void changeAll(DriverTrack track) {
    DriverEntries drivers = DriverEntries.readFrom(cells);
    MEETING.forEach(driver -> drivers.change(driver, former -> track, cells));
    drivers.save(cells);
  }

  private void change(String driver, DriverTrack track) {
    DriverEntries drivers = DriverEntries.readFrom(cells);
    drivers.change(driver, former -> track, cells);
    drivers.save(cells);
  }

  private boolean sweep(UnaryOperator<DriverTrack> remaining) {
    return DriverEntries.readFrom(cells).sweep(remaining, cells);
  }

  private DriverTrack trackOf(String driver) {
    return trackIn(DriverEntries.readFrom(cells), driver);
  }

  private DriverTrack trackIn(DriverEntries drivers, String driver) {
    return DriverCells.trackIn(drivers, driver, cells);
  }

  private List<DriverTrack> tracksIn(DriverEntries drivers, List<String> ids) {
    return ids.stream().map(id -> trackIn(drivers, id)).toList();
  }

  /** A track of many fixes is longer than one of few, as bytes; availability changes no length. */
  private static DriverTrack trackTo(int fixes, boolean available) {
    return DriverTrack.of(
        IntStream.rangeClosed(0, fixes)
            .mapToObj(i -> new Fix(5_000L * i, new Zone(i), available))
            .toList());
  }

  private static List<Integer> sizesOf(MapState<?, DriverBucket> entries) {
    return StreamSupport.stream(entries.values().read().spliterator(), false)
        .map(bucket -> bucket.toBytes().length)
        .toList();
  }

  /** Java hashes "Aa" and "BB" alike, and so whatever is put together of as many of them. */
  private static List<String> idsOfOneHash(int parts) {
    List<String> ids = List.of("");
    for (int part = 0; part < parts; part++) {
      List<String> longer = new ArrayList<>();
      for (String id : ids) {
        longer.add(id + "Aa");
        longer.add(id + "BB");
      }
      ids = longer;
    }
    return ids;
  }
}
