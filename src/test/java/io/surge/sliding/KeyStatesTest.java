package io.surge.sliding;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.sameInstance;

import java.util.Map;
import org.apache.beam.runners.core.InMemoryStateInternals;
import org.apache.beam.runners.core.StateNamespaces;
import org.apache.beam.runners.core.StateTags;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.state.MapState;
import org.junit.jupiter.api.Test;

/** States of keys are in state, and those of some keys need not be looked for there. */
class KeyStatesTest {
  private static final int SHARD = 250;
  private static final KeyState<Integer> ONE = KeyState.fresh(1);
  private static final KeyState<Integer> OTHER = KeyState.fresh(2);

  private final MapState<Integer, KeyState<Integer>> cells =
      InMemoryStateInternals.forKey("shard")
          .state(
              StateNamespaces.global(),
              StateTags.map("keys", VarIntCoder.of(), new KeyStateCoder<>(VarIntCoder.of())));
  private final ShardMemory<Map<Integer, KeyState<Integer>>> ours = new ShardMemory<>();
  private long stamp = ShardMemory.NO_STAMP;

  @Test
  void aKeyThatHasChangedIsNotLookedForInStateAgain() {
    put(ours, 5, ONE);
    cells.put(5, OTHER);

    assertThat(visit(ours).get(5), is(sameInstance(ONE)));
  }

  @Test
  void stateHasEveryChangeAtOnce() {
    KeyStates<Integer, Integer> keys = visit(ours);
    keys.put(5, ONE);
    assertThat(cells.get(5).read(), is(ONE));

    keys.remove(5);

    assertThat(cells.get(5).read(), is(nullValue()));
    assertThat(keys.get(5), is(nullValue()));
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
  void aKeyForWhichThereIsNoRoomIsInStateAlone() {
    KeyStates<Integer, Integer> keys = visit(ours);
    for (int key = 0; key <= KeyStates.MOST_IN_MEMORY; key++) {
      keys.put(key, ONE);
    }
    cells.put(KeyStates.MOST_IN_MEMORY, OTHER);
    assertThat(keys.get(KeyStates.MOST_IN_MEMORY), is(OTHER));

    keys.remove(0);
    keys.put(KeyStates.MOST_IN_MEMORY, ONE);
    cells.put(KeyStates.MOST_IN_MEMORY, OTHER);

    assertThat("there is room now", keys.get(KeyStates.MOST_IN_MEMORY), is(ONE));
  }

  private void put(
      ShardMemory<Map<Integer, KeyState<Integer>>> memory, int key, KeyState<Integer> state) {
    KeyStates<Integer, Integer> keys = visit(memory);
    keys.put(key, state);
    stamp = keys.end();
  }

  private KeyStates<Integer, Integer> visit(ShardMemory<Map<Integer, KeyState<Integer>>> memory) {
    return new KeyStates<>(memory, SHARD, stamp, cells);
  }
}
