package io.surge.sliding;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import io.surge.sliding.FiredWindows.FiredWindow;
import io.surge.sliding.KeyState.Live;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.junit.jupiter.api.Test;

/** States in bytes are as they were, and their bytes do not outgrow them. */
class PackedStatesTest {
  private static final int KEYS = 200;
  private static final int MOST_FORMER_BYTES = 2 * (1 << 18);

  private final PackedStates<Integer, String> states =
      new PackedStates<>(new KeyStateCoder<>(StringUtf8Coder.of()).packing());

  @Test
  void theyAreAsTheyWereWhateverElseChanged() {
    Random random = new Random(1);
    Map<KeyPlace<Integer, String>, KeyState<String>> expected = new HashMap<>();
    KeyPlace<Integer, String>[] places = places();
    for (int visit = 0; visit < 200; visit++) {
      for (int change = 0; change < 50; change++) {
        KeyPlace<Integer, String> place = places[random.nextInt(KEYS)];
        if (random.nextInt(8) == 0) {
          states.remove(place);
          expected.remove(place);
        } else {
          change(place, expected, random);
        }
      }
      states.tidy();
      expected.forEach((place, state) -> assertThat(states.get(place), is(state)));
      long newest = expected.keySet().stream().mapToLong(place -> place.length).sum();
      assertThat(states.bytes(), is(lessThanOrEqualTo(2 * newest + MOST_FORMER_BYTES)));
    }
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // there are no arrays of generic types
  private static KeyPlace<Integer, String>[] places() {
    KeyPlace<Integer, String>[] places = new KeyPlace[KEYS];
    for (int key = 0; key < KEYS; key++) {
      places[key] = new KeyPlace<>(key);
    }
    return places;
  }

  /** Some come from those that are in bytes, as those of keys do; others are new altogether. */
  private void change(
      KeyPlace<Integer, String> place,
      Map<KeyPlace<Integer, String>, KeyState<String>> expected,
      Random random) {
    KeyState<String> former = expected.get(place);
    if (former == null || random.nextInt(4) == 0) {
      KeyState<String> fresh = fresh(random);
      states.put(place, fresh);
      expected.put(place, fresh);
    } else {
      String text = text(random);
      states.put(place, oneSliceOn(states.get(place), text));
      expected.put(place, oneSliceOn(former, text));
    }
  }

  private static KeyState<String> oneSliceOn(KeyState<String> former, String text) {
    Slices<String> slices = former.slices();
    long next = slices.newest() + 1;
    Slices<String> trimmed = slices.count() > 3 ? slices.since(next - 3) : slices;
    return former.withSlices(trimmed.inserting(trimmed.count(), next, text));
  }

  private static KeyState<String> fresh(Random random) {
    return new KeyState<>(
        new Slices<>(new long[] {-3, 4}, new String[] {text(random), text(random)}),
        FiredWindows.of(new FiredWindow(-2, 3, 1), new FiredWindow(5, random.nextInt(300), 2)),
        random.nextInt(),
        new Live(random.nextLong(), random.nextBoolean(), random.nextLong(), 1_000, true),
        random.nextBoolean() ? KeyState.NEVER : random.nextLong());
  }

  /** Some are longer than what a block has room for when it is full. */
  private static String text(Random random) {
    return "x".repeat(random.nextInt(random.nextInt(20) == 0 ? 5_000 : 100));
  }

  @Test
  void whenAllAreGoneOneBlockIsLeft() {
    KeyPlace<Integer, String>[] places = places();
    for (int visit = 0; visit < 100; visit++) {
      for (KeyPlace<Integer, String> place : places) {
        states.put(place, fresh(new Random(place.key)));
      }
    }
    for (KeyPlace<Integer, String> place : places) {
      states.remove(place);
    }
    states.tidy();

    assertThat(states.bytes(), is(lessThanOrEqualTo((long) MOST_FORMER_BYTES / 2)));
  }
}
