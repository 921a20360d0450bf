package io.surge.sliding;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.beam.runners.core.InMemoryStateInternals;
import org.apache.beam.runners.core.StateNamespaces;
import org.apache.beam.runners.core.StateTags;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.state.BagState;
import org.junit.jupiter.api.Test;

/** Keys that wait are shown when they are due, and none is missing from the bag before. */
class WaitingKeysTest {
  private final BagState<Integer> bag =
      InMemoryStateInternals.forKey("shard")
          .state(StateNamespaces.global(), StateTags.bag("waiting", VarIntCoder.of()));
  private WaitingKeys<Integer> keys = WaitingKeys.readFrom(bag);

  @Test
  void keysAreDueAtTheirTick() {
    keys.add(5, 30, bag);
    keys.add(6, 10, bag);
    keys.add(7, 20, bag);
    keys.add(8, 10, bag);

    assertThat(keys.nextTick(), is(10L));
    assertThat(keys.takeDue(9), is(List.of()));
    assertThat(keys.takeDue(20), is(List.of(6, 8, 7)));
    assertThat(keys.nextTick(), is(30L));
    assertThat(keys.takeDue(30), is(List.of(5)));
    assertThat(keys.nextTick(), is(KeyState.NEVER));
  }

  @Test
  void keysThatComeBackAreLookedAtAtOnce() {
    keys.add(5, 30, bag);
    keys.add(6, 10, bag);
    keys = WaitingKeys.readFrom(bag);

    assertThat(keys.takeDue(0), is(List.of(5, 6)));
  }

  @Test
  void theBagForgetsKeysOnceTheyAreMoreThanThoseThatWait() {
    IntStream.range(0, 80).forEach(key -> keys.add(key, 10, bag));
    keys.add(100, 20, bag);
    keys.add(101, 30, bag);
    keys.tidy(bag);
    assertThat(inBag().size(), is(82));

    keys.takeDue(10);
    keys.tidy(bag);
    assertThat(inBag(), is(List.of(100, 101)));

    keys.takeDue(20);
    keys.tidy(bag);
    assertThat(inBag(), is(List.of(100, 101)));

    keys.takeDue(30);
    keys.tidy(bag);
    assertThat(inBag(), is(List.of()));
  }

  private List<Integer> inBag() {
    List<Integer> all = new ArrayList<>();
    bag.read().forEach(all::add);
    return all;
  }
}
