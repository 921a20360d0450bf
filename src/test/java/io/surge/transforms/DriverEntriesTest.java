package io.surge.transforms;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import io.surge.domain.DriverTrack;
import io.surge.domain.DriverTrack.Fix;
import io.surge.domain.Zone;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.apache.beam.runners.core.InMemoryStateInternals;
import org.apache.beam.runners.core.StateNamespaces;
import org.apache.beam.runners.core.StateTags;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.state.MapState;
import org.junit.jupiter.api.Test;

/** Every driver is found again, whatever its id, and no entry of state grows with their number. */
class DriverEntriesTest {
  private static final DriverTrack HERE =
      DriverTrack.of(List.of(new Fix(5_000, new Zone(1), true)));
  private static final DriverTrack THERE =
      DriverTrack.of(List.of(new Fix(10_000, new Zone(2), true)));

  /** Ids of one hash, 1,024 of them: chosen to meet in one bucket. */
  private static final List<String> MEETING = idsOfOneHash(10);

  private final MapState<String, DriverBucket> state =
      InMemoryStateInternals.forKey("shard")
          .state(
              StateNamespaces.global(),
              StateTags.map("drivers", StringUtf8Coder.of(), new DriverBucketCoder()));

  @Test
  void driversOfOneHashDoNotFillOneEntry() {
    changeAll(HERE);
    changeAll(THERE);

    assertThat(MEETING.stream().map(this::trackOf).distinct().toList(), is(List.of(THERE)));
    List<Integer> sizes =
        StreamSupport.stream(state.values().read().spliterator(), false)
            .map(bucket -> bucket.toBytes().length)
            .toList();
    assertThat(sizes, everyItem(is(lessThan(8_400))));
    assertThat("the full one, and those of their own", sizes.size(), is(790));
  }

  @Test
  void whoHasAnEntryOfItsOwnKeepsItWhenTheSharedOneHasRoomAgain() {
    changeAll(HERE);
    String last = MEETING.get(MEETING.size() - 1);
    state.remove(DriverBucket.nameOf(last));

    assertThat(trackOf(last), is(HERE));
    assertThat(trackOf(MEETING.get(0)), is(DriverTrack.NONE));
  }

  @Test
  void theSweepForgetsWhoHasLostItsSay() {
    changeAll(HERE);
    change(MEETING.get(0), THERE);
    change(MEETING.get(MEETING.size() - 1), THERE);

    boolean someLeft =
        new DriverEntries(state).sweep(track -> track.equals(HERE) ? DriverTrack.NONE : track);

    assertThat(someLeft, is(true));
    assertThat(
        MEETING.stream().filter(driver -> !trackOf(driver).isEmpty()).toList(),
        is(List.of(MEETING.get(0), MEETING.get(MEETING.size() - 1))));
    assertThat(new DriverEntries(state).sweep(track -> DriverTrack.NONE), is(false));
    assertThat(state.isEmpty().read(), is(true));
  }

  private void changeAll(DriverTrack track) {
    DriverEntries entries = new DriverEntries(state);
    MEETING.forEach(driver -> entries.change(driver, former -> track));
    entries.write();
  }

  private void change(String driver, DriverTrack track) {
    DriverEntries entries = new DriverEntries(state);
    entries.change(driver, former -> track);
    entries.write();
  }

  private DriverTrack trackOf(String driver) {
    List<DriverTrack> seen = new ArrayList<>();
    new DriverEntries(state)
        .change(
            driver,
            track -> {
              seen.add(track);
              return track;
            });
    return seen.get(0);
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
