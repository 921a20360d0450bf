package io.surge.sliding;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.sameInstance;

import java.util.HashMap;
import java.util.Map;
import org.apache.beam.runners.core.InMemoryStateInternals;
import org.apache.beam.runners.core.StateNamespaces;
import org.apache.beam.runners.core.StateTags;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.junit.jupiter.api.Test;

/** States of keys are in state, and those of some keys need not be looked for there. */
class KeyStatesTest {
  private static final int SHARD = 250;
  private static final KeyState<Integer> ONE = KeyState.fresh(1);
  private static final KeyState<Integer> OTHER = KeyState.fresh(2);
  private static final KeyStateCoder<Integer> STATES = new KeyStateCoder<>(VarIntCoder.of());
  private static final KeyCoders<Integer, Integer> CODERS =
      new KeyCoders<>(VarIntCoder.of(), STATES);

  private final InMemoryStateInternals<String> state = InMemoryStateInternals.forKey("shard");
  private final KeyStates.Cells<Integer, Integer> cells =
      new KeyStates.Cells<>(
          state.state(StateNamespaces.global(), StateTags.map("apart", VarIntCoder.of(), STATES)),
          state.state(
              StateNamespaces.global(),
              StateTags.map("log", VarLongCoder.of(), new LogEntryCoder())),
          state.state(StateNamespaces.global(), StateTags.bag("waiting", VarIntCoder.of())));
  private final ShardMemory<KeyStates.Remembered<Integer, Integer>> ours = new ShardMemory<>();
  private long stamp = ShardMemory.NO_STAMP;

  @Test
  void aKeyThatHasChangedIsNotLookedForInStateAgain() {
    put(ours, 5, ONE);
    cells.log().clear();
    cells.apart().put(5, OTHER);

    assertThat(visit(ours).get(5), is(sameInstance(ONE)));
  }

  @Test
  void stateHasEveryChangeWhenTheVisitEnds() {
    put(ours, 5, ONE);
    assertThat(visit(new ShardMemory<>()).get(5), is(ONE));

    KeyStates<Integer, Integer> keys = visit(ours);
    keys.remove(5);
    assertThat(keys.get(5), is(nullValue()));
    stamp = keys.end();

    assertThat(visit(new ShardMemory<>()).get(5), is(nullValue()));
  }

  @Test
  void seesWhatSomebodyElseHasChanged() {
    put(ours, 5, ONE);
    put(new ShardMemory<>(), 5, OTHER);

    assertThat(visit(ours).get(5), is(OTHER));
  }

  @Test
  void aVisitThatChangesNothingLeavesTheStamp() {
    put(ours, 5, ONE);
    long before = stamp;

    stamp = visit(ours).end();

    assertThat(stamp, is(before));
    assertThat(before, is(not(ShardMemory.NO_STAMP)));
  }

  @Test
  void aKeyForWhichThereIsNoRoomHasACellOfItsOwn() {
    KeyStates<Integer, Integer> keys = visit(ours);
    for (int key = 0; key < KeyStates.MOST_IN_MEMORY; key++) {
      keys.put(key, keys.get(key), ONE);
    }
    stamp = keys.end();
    long before = stamp;

    put(ours, KeyStates.MOST_IN_MEMORY, OTHER);

    assertThat(stamp, is(not(before)));
    assertThat(cells.apart().get(KeyStates.MOST_IN_MEMORY).read(), is(OTHER));
    assertThat(visit(ours).get(KeyStates.MOST_IN_MEMORY), is(OTHER));
  }

  @Test
  void aKeyWithACellOfItsOwnMovesIntoMemoryWhereThereIsRoom() {
    cells.apart().put(5, ONE);
    KeyStates<Integer, Integer> keys = visit(ours);
    assertThat(keys.get(5), is(ONE));

    keys.put(5, keys.get(5), OTHER);
    stamp = keys.end();

    assertThat(cells.apart().get(5).read(), is(nullValue()));
    assertThat(visit(new ShardMemory<>()).get(5), is(OTHER));
  }

  @Test
  void aKeyWithACellOfItsOwnStaysThereUntilAnotherIsForgotten() {
    KeyStates<Integer, Integer> keys = visit(ours);
    for (int key = 0; key <= KeyStates.MOST_IN_MEMORY; key++) {
      keys.put(key, keys.get(key), ONE);
    }
    keys.put(KeyStates.MOST_IN_MEMORY, keys.get(KeyStates.MOST_IN_MEMORY), OTHER);
    assertThat(cells.apart().get(KeyStates.MOST_IN_MEMORY).read(), is(OTHER));

    keys.remove(0);
    keys.put(KeyStates.MOST_IN_MEMORY, keys.get(KeyStates.MOST_IN_MEMORY), ONE);
    stamp = keys.end();

    assertThat("there is room now", cells.apart().isEmpty().read(), is(true));
    assertThat(visit(new ShardMemory<>()).get(KeyStates.MOST_IN_MEMORY), is(ONE));
  }

  @Test
  void keysWithCellsOfTheirOwnMayMoveAndGoWhileAllAreShown() {
    cells.apart().put(5, ONE);
    cells.apart().put(6, ONE);
    cells.apart().put(7, ONE);
    KeyStates<Integer, Integer> keys = visit(ours);
    Map<Integer, KeyState<Integer>> shown = new HashMap<>();

    keys.forEach(
        any -> true,
        (key, state) -> {
          shown.put(key, state);
          if (key == 6) {
            keys.remove(key);
          } else {
            keys.put(key, keys.get(key), OTHER);
          }
        });
    stamp = keys.end();

    assertThat(shown, is(Map.of(5, ONE, 6, ONE, 7, ONE)));
    assertThat(cells.apart().isEmpty().read(), is(true));
    assertThat(shown(visit(new ShardMemory<>())), is(Map.of(5, OTHER, 7, OTHER)));
  }

  @Test
  void aKeyWithACellOfItsOwnCanBeForgotten() {
    cells.apart().put(5, ONE);
    KeyStates<Integer, Integer> keys = visit(ours);
    keys.remove(5);
    stamp = keys.end();

    assertThat(stamp, is(not(ShardMemory.NO_STAMP)));
    assertThat(cells.apart().isEmpty().read(), is(true));
    assertThat(visit(ours).get(5), is(nullValue()));
  }

  @Test
  void showsKeysOfBothKinds() {
    cells.apart().put(5, ONE);
    cells.apart().put(6, ONE);
    put(ours, 6, OTHER);

    assertThat(shown(visit(ours)), is(Map.of(5, ONE, 6, OTHER)));
  }

  @Test
  void cellsAreNotLookedAtOnceThereAreNone() {
    cells.apart().put(5, ONE);
    put(ours, 5, OTHER);
    KeyStates<Integer, Integer> keys = visit(ours);
    assertThat(keys.areSomeApart(), is(true));
    shown(keys);
    assertThat(keys.areSomeApart(), is(false));
    stamp = keys.end();

    cells.apart().put(6, ONE);

    assertThat(visit(ours).get(6), is(nullValue()));
  }

  private static Map<Integer, KeyState<Integer>> shown(KeyStates<Integer, Integer> keys) {
    Map<Integer, KeyState<Integer>> shown = new HashMap<>();
    keys.forEach(any -> true, shown::put);
    return shown;
  }

  private void put(
      ShardMemory<KeyStates.Remembered<Integer, Integer>> memory,
      int key,
      KeyState<Integer> state) {
    KeyStates<Integer, Integer> keys = visit(memory);
    keys.put(key, keys.get(key), state);
    stamp = keys.end();
  }

  /** The one before it, if it did not end, has failed: what it had in memory is lost. */
  private KeyStates<Integer, Integer> visit(
      ShardMemory<KeyStates.Remembered<Integer, Integer>> memory) {
    return new KeyStates<>(memory, SHARD, stamp, cells, CODERS);
  }
}
