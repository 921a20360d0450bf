package io.surge.sliding;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.surge.sliding.FiredWindows.FiredWindow;
import io.surge.sliding.KeyState.Live;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.beam.runners.core.InMemoryStateInternals;
import org.apache.beam.runners.core.StateNamespaces;
import org.apache.beam.runners.core.StateTags;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.state.MapState;
import org.apache.beam.sdk.util.VarInt;
import org.apache.beam.sdk.values.KV;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** States of keys come back from their log as they were, and the log does not outgrow them. */
class KeyLogTest {
  private static final KeyState<Integer> ONE = KeyState.fresh(1);
  private static final KeyState<Integer> OTHER = KeyState.fresh(2);
  private static final KeyState<Integer> CHANGE = KeyState.fresh(-7);

  private static final int FEW = 1_000_000;
  private static final int SLICES = 20;
  private static final KeyCoders<Integer, Integer> CODERS =
      new KeyCoders<>(VarIntCoder.of(), new KeyStateCoder<>(VarIntCoder.of()));

  private final MapState<Long, byte[]> log =
      InMemoryStateInternals.forKey("shard")
          .state(
              StateNamespaces.global(),
              StateTags.map("log", VarLongCoder.of(), new LogEntryCoder()));
  private KeyLog<Integer, Integer> keys = KeyLog.readFrom(log, CODERS, FEW);

  @Test
  void whatAVisitChangesIsOneEntry() {
    put(ONE, 5, 6);
    set(5, OTHER);
    set(7, ONE);
    set(7, OTHER);
    keys.save(log);

    assertThat(
        logged(),
        is(
            Map.of(
                0L, List.of(KV.of(5, ONE), KV.of(6, ONE)),
                1L, List.of(KV.of(5, OTHER), KV.of(7, ONE), KV.of(7, OTHER)))));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, FEW})
  void whatIsFetchedStaysAsItIs(int few) {
    keys = KeyLog.readFrom(log, CODERS, few);
    put(ONE, 5, 6);
    keys.save(log);
    set(6, OTHER);
    KeyState<Integer> sliced = ONE.withSlices(new Slices<>(new long[] {3}, new Integer[] {4}));
    set(7, sliced);
    keys.fetch(List.of("5", "6", "7", "8"), Integer::valueOf);

    assertThat(keys.get(5), is(ONE));
    assertThat(keys.get(6), is(OTHER));
    assertThat(keys.get(7), is(sliced));
    assertThat(keys.size(), is(3));
  }

  @Test
  void whatComesAndGoesInAVisitIsWrittenInOrder() {
    put(ONE, 5, 6, 7);
    set(5, OTHER);
    keys.remove(5);
    set(5, ONE);
    keys.save(log);

    assertThat(
        logged(),
        is(
            Map.of(
                0L, List.of(KV.of(5, ONE), KV.of(6, ONE), KV.of(7, ONE)),
                1L, List.of(KV.of(5, OTHER), KV.of(5, null), KV.of(5, ONE)))));
    assertThat(states(KeyLog.readFrom(log, CODERS, FEW)), is(Map.of(5, ONE, 6, ONE, 7, ONE)));
  }

  /** Where keys are many they are in bytes, some of which are those of former states. */
  @Test
  void soIsWhatChangesTwiceInBytes() {
    keys = KeyLog.readFrom(log, CODERS, 0);
    put(ONE, 5, 6, 7);
    set(5, OTHER);
    set(5, ONE);
    keys.save(log);

    assertThat(
        logged(),
        is(
            Map.of(
                0L, List.of(KV.of(5, ONE), KV.of(6, ONE), KV.of(7, ONE)),
                1L, List.of(KV.of(5, OTHER), KV.of(5, ONE)))));
    assertThat(keys.get(5), is(ONE));
  }

  /** The bytes that its state was in are used anew for others. */
  @Test
  void aKeyIsAsItWasWhereKeysHaveBecomeFew() {
    keys = KeyLog.readFrom(log, CODERS, 1);
    put(ONE.withSlices(manySlices()), 5, 6);
    put(ONE.withSlices(manySlices()), 5);
    remove(6);
    KeyState<Integer> former = keys.get(5);
    keys.put(5, former, former.withSlices(former.slices().inserting(0, -7, 1)));
    put(ONE, 7);
    for (int visit = 0; visit < 2_000; visit++) {
      put(KeyState.<Integer>fresh(visit).withSlices(manySlices()), 7);
    }

    assertThat(keys.get(5), is(ONE.withSlices(manySlices().inserting(0, -7, 1))));
  }

  private static Slices<Integer> manySlices() {
    return new Slices<>(
        LongStream.range(0, 200).toArray(),
        IntStream.range(0, 200).boxed().toArray(Integer[]::new));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, FEW})
  void entriesKeepTheirBytes(int few) {
    keys = KeyLog.readFrom(log, CODERS, few);
    put(KeyState.fresh(-1), 5, 6, 7);
    remove(6);

    String fresh = "42" + "01000000ffffffffffffffffff01000000000000000000feffffffffffffffff01";
    assertThat(hex(0), is("03" + "05" + fresh + "06" + fresh + "07" + fresh));
    assertThat(hex(1), is("03" + "06" + "00"));
  }

  /** The first builds wrote whole states, and a length was no more than that. */
  @Test
  void aLogOfTheFirstVersionIsReadOn() {
    String fresh = "21" + "01000000ffffffffffffffffff01000000000000000000feffffffffffffffff01";
    log.put(0L, HexFormat.of().parseHex("01" + "05" + fresh + "06" + fresh + "07" + fresh));
    log.put(1L, HexFormat.of().parseHex("01" + "06" + "00"));
    keys = KeyLog.readFrom(log, CODERS, FEW);
    put(ONE, 7);

    assertThat(
        states(KeyLog.readFrom(log, CODERS, FEW)), is(Map.of(5, KeyState.fresh(-1), 7, ONE)));
  }

  /** Builds after the first told in each change all but the slices once more. */
  @Test
  void aLogOfTheSecondVersionIsReadOn() {
    Slices<Integer> former = new Slices<>(new long[] {10, 11, 12}, new Integer[] {1, 2, 3});
    String rest = "0000ffffffffffffffffff01000000000000000000feffffffffffffffff01";
    String whole = "4e" + "02" + "03" + "1201" + "0202" + "0203" + rest;
    String change = "4d" + "02" + "02" + "1609" + "0208" + rest + "14";
    log.put(0L, HexFormat.of().parseHex("02" + "05" + whole));
    log.put(1L, HexFormat.of().parseHex("02" + "05" + change));
    keys = KeyLog.readFrom(log, CODERS, FEW);
    put(ONE, 7);

    assertThat(
        states(KeyLog.readFrom(log, CODERS, FEW)),
        is(Map.of(5, ONE.withSlices(slicesAfter(former)), 7, ONE)));
  }

  @Test
  void anEntryOfAnotherVersionIsRefused() {
    log.put(0L, new byte[] {4});

    UncheckedIOException refusal =
        assertThrows(UncheckedIOException.class, () -> KeyLog.readFrom(log, CODERS, FEW));

    assertThat(refusal.getCause().getMessage(), is("state of version 4, this build reads 3"));
  }

  @ParameterizedTest
  @CsvSource({"0, 8", FEW + ", 16"})
  void theLogTellsOfAKeyEightOrSixteenTimes(int few, int times) {
    keys = KeyLog.readFrom(log, CODERS, few);
    Map<Long, List<KV<Integer, @Nullable KeyState<Integer>>>> newest = new TreeMap<>();
    for (int visit = 0; visit < 20; visit++) {
      KeyState<Integer> state = KeyState.fresh(visit);
      put(state, 5, 6);
      if (visit >= 20 - times) {
        newest.put((long) visit, List.of(KV.of(5, state), KV.of(6, state)));
      }
    }

    assertThat(logged(), is(newest));
  }

  @Test
  void whatIsStillTrueOfAnOldEntryIsWrittenOnceMore() {
    keys = KeyLog.readFrom(log, CODERS, 0);
    put(ONE, 5, 6);
    for (int visit = 1; visit <= 15; visit++) {
      put(OTHER, 5);
    }

    assertThat(
        logged().keySet(), is(LongStream.rangeClosed(1, 15).boxed().collect(Collectors.toSet())));
    assertThat(logged().get(14L), is(List.of(KV.of(5, OTHER))));
    assertThat(logged().get(15L), is(List.of(KV.of(5, OTHER), KV.of(6, ONE))));
  }

  @Test
  void anEntryTellsOfWhatIsNewOnly() {
    Slices<Integer> former = new Slices<>(new long[] {10, 11, 12}, new Integer[] {1, 2, 3});
    FiredWindows fired = FiredWindows.of(new FiredWindow(9, 1, 1), new FiredWindow(11, 1, 0));
    KeyState<Integer> next =
        new KeyState<>(
            slicesAfter(former),
            fired.with(new FiredWindow(11, 2, 0)),
            2,
            new Live(13, true, 70, 1_010, true),
            5_000);
    put(new KeyState<>(former, fired, 1, new Live(12, true, 64, 1_000, false), 4_000), 5);
    put(next, 5);

    String flags = "0b";
    String closedThrough = "02";
    String slices = "12" + "02" + "1409" + "0208";
    String newestFired = "01" + "120200";
    String live = "02" + "14" + "0c";
    String wakeAt = "d00f";
    String change = flags + closedThrough + slices + newestFired + live + wakeAt;
    assertThat(hex(1), is("03" + "05" + "23" + change));
    assertThat(states(KeyLog.readFrom(log, CODERS, FEW)), is(Map.of(5, next)));
  }

  /** The first one goes, the second replaces the third, and there is a fourth. */
  private static Slices<Integer> slicesAfter(Slices<Integer> former) {
    return former.since(11).with(new Slices<>(new long[] {12, 13}, new Integer[] {9, 8}));
  }

  @Test
  void whereSlicesAreMissingAnEntryTellsAll() {
    KeyState<Integer> next =
        ONE.withSlices(new Slices<>(new long[] {10, 12}, new Integer[] {1, 3}));
    put(ONE.withSlices(new Slices<>(new long[] {10, 11, 12}, new Integer[] {1, 2, 3})), 5);
    put(next, 5);

    assertThat(logged().get(1L), is(List.of(KV.of(5, next))));
  }

  @Test
  void aStateIsToldWholeBeforeTheEntryGoesThatToldAllOfIt() {
    KeyState<Integer> state = ONE.withSlices(new Slices<>(new long[] {10}, new Integer[] {1}));
    for (int visit = 0; visit < 17; visit++) {
      put(state, 5);
    }

    assertThat(
        logged().keySet(), is(LongStream.rangeClosed(2, 16).boxed().collect(Collectors.toSet())));
    assertThat(logged().get(16L), is(List.of(KV.of(5, CHANGE), KV.of(5, state))));
    assertThat(states(KeyLog.readFrom(log, CODERS, FEW)), is(Map.of(5, state)));
  }

  @Test
  void aVisitThatChangesNothingWritesNothing() {
    put(ONE, 5);

    assertThat(keys.save(log), is(false));

    assertThat(logged().keySet(), is(Set.of(0L)));
  }

  @Test
  void theLastKeyLeavesNothingBehind() {
    put(ONE, 5, 6);
    assertThat(remove(5), is(true));
    assertThat(remove(6), is(true));
    assertThat(remove(6), is(false));

    assertThat(logged(), is(Map.of()));
  }

  @Test
  void aKeyThatCameAndWentWithinAVisitLeavesNothingBehind() {
    set(5, ONE);
    keys.remove(5);

    assertThat("something has happened", keys.save(log), is(true));

    assertThat(logged(), is(Map.of()));
  }

  @Test
  void manyKeysTakeSeveralEntries() {
    put(ONE, IntStream.rangeClosed(0, 1_024).toArray());

    assertThat(logged().get(0L).size(), is(1_024));
    assertThat(logged().get(1L), is(List.of(KV.of(1_024, ONE))));
    assertThat(logged().size(), is(2));
  }

  @Test
  void keysMayComeAndGoWhileAllAreShown() {
    put(ONE, 5, 6, 7);
    Set<Integer> shown = new TreeSet<>();

    keys.forEach(
        any -> true,
        (key, state) -> {
          shown.add(key);
          keys.remove(key);
          set(key + 100, OTHER);
        });

    assertThat(shown, is(Set.of(5, 6, 7)));
    assertThat(keys.size(), is(3));
    assertThat(keys.get(105), is(OTHER));
  }

  @Test
  void showsOnlyTheKeysThatAreAskedFor() {
    put(wakingAt(10), 5);
    put(wakingAt(20), 6);
    put(wakingAt(30), 7);
    Set<Integer> shown = new TreeSet<>();

    keys.forEach(wakeAt -> wakeAt != 20, (key, state) -> shown.add(key));

    assertThat(shown, is(Set.of(5, 7)));
  }

  private static KeyState<Integer> wakingAt(long wakeAt) {
    return new KeyState<>(Slices.none(), FiredWindows.NONE, 0, KeyState.Live.SILENT, wakeAt);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 5, FEW})
  void comesBackAsItWasWhateverHappened(int few) {
    for (int seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      log.clear();
      keys = KeyLog.readFrom(log, CODERS, few);
      Map<Integer, KeyState<Integer>> expected = new HashMap<>();
      for (int visit = 0; visit < 40; visit++) {
        change(random, expected);
        assertThat("seed " + seed + ", before it is saved", states(keys), is(expected));
        keys.save(log);

        KeyLog<Integer, Integer> again = KeyLog.readFrom(log, CODERS, few);
        assertThat("seed " + seed, states(again), is(expected));
        assertThat("seed " + seed, states(keys), is(expected));
        assertThat(
            "seed " + seed,
            logged().values().stream().mapToInt(List::size).sum(),
            is(lessThanOrEqualTo((expected.size() > few ? 8 : 16) * expected.size())));
        if (random.nextInt(4) == 0) {
          keys = again;
        }
      }
    }
  }

  private void change(Random random, Map<Integer, KeyState<Integer>> expected) {
    int changes = random.nextInt(6);
    boolean leaving = random.nextInt(3) == 0;
    for (int i = 0; i < changes; i++) {
      int key = random.nextInt(12);
      if (leaving || random.nextInt(4) == 0) {
        assertThat(keys.remove(key), is(expected.remove(key) != null));
      } else {
        long seed = random.nextLong();
        KeyState<Integer> former = keys.get(key);
        keys.put(key, former, stateAfter(former, new Random(seed)));
        expected.put(key, stateAfter(expected.get(key), new Random(seed)));
      }
    }
  }

  private static KeyState<Integer> stateAfter(@Nullable KeyState<Integer> former, Random random) {
    boolean anew = former == null || random.nextInt(8) == 0;
    Slices<Integer> slices = anew ? Slices.none() : former.slices().since(random.nextInt(SLICES));
    for (int change = random.nextInt(4); change > 0; change--) {
      slices =
          slices.with(
              new Slices<>(
                  new long[] {random.nextInt(SLICES)}, new Integer[] {random.nextInt(1_000)}));
    }
    return new KeyState<>(
        slices,
        anew ? FiredWindows.NONE : firedAfter(former.fired(), random),
        random.nextInt(1_000),
        new Live(
            random.nextInt(SLICES),
            random.nextBoolean(),
            random.nextLong(),
            random.nextInt(1_000),
            random.nextBoolean()),
        random.nextInt(4) == 0 ? KeyState.NEVER : random.nextInt(1_000));
  }

  private static FiredWindows firedAfter(FiredWindows former, Random random) {
    FiredWindows fired = former.since(random.nextInt(SLICES) - SLICES / 2);
    for (int change = random.nextInt(3); change > 0; change--) {
      fired =
          fired.with(new FiredWindow(random.nextInt(SLICES), random.nextInt(9), random.nextInt(9)));
    }
    return fired;
  }

  private static Map<Integer, KeyState<Integer>> states(KeyLog<Integer, Integer> of) {
    Map<Integer, KeyState<Integer>> states = new HashMap<>();
    List<Long> asked = new ArrayList<>();
    of.forEach(
        asked::add,
        (key, state) -> {
          states.put(key, state);
          assertThat(asked.get(states.size() - 1), is(state.wakeAt()));
        });
    return states;
  }

  private void set(int key, KeyState<Integer> state) {
    keys.put(key, keys.get(key), state);
  }

  private void put(KeyState<Integer> state, int... some) {
    for (int key : some) {
      set(key, state);
    }
    keys.save(log);
  }

  private boolean remove(int key) {
    boolean removed = keys.remove(key);
    keys.save(log);
    return removed;
  }

  /** What savepoints hold of an entry. */
  private String hex(long number) {
    return HexFormat.of().formatHex(log.get(number).read());
  }

  /** The entries of the log, read in another way than it is; whatever has changed is CHANGE. */
  private Map<Long, List<KV<Integer, @Nullable KeyState<Integer>>>> logged() {
    Map<Long, List<KV<Integer, @Nullable KeyState<Integer>>>> logged = new TreeMap<>();
    log.entries().read().forEach(entry -> logged.put(entry.getKey(), statesOf(entry.getValue())));
    return logged;
  }

  private static List<KV<Integer, @Nullable KeyState<Integer>>> statesOf(byte[] entry) {
    List<KV<Integer, @Nullable KeyState<Integer>>> states = new ArrayList<>();
    ByteArrayInputStream in = new ByteArrayInputStream(entry, 1, entry.length - 1);
    try {
      while (in.available() > 0) {
        int key = VarInt.decodeInt(in);
        int lengthAndKind = VarInt.decodeInt(in);
        byte[] told = in.readNBytes(lengthAndKind / 2);
        states.add(KV.of(key, lengthAndKind % 2 == 1 ? CHANGE : stateIn(told)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return states;
  }

  private static @Nullable KeyState<Integer> stateIn(byte[] told) throws IOException {
    return told.length == 0 ? null : CODERS.states().read(ValueStream.of(told, 0, told.length));
  }
}
