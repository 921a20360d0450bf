package io.surge.sliding;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.sameInstance;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Says what a {@link HashMap} says, whatever the keys' hash codes. */
class KeyPlacesTest {
  private record Key(int number, int hash) {
    @Override
    public int hashCode() {
      return hash;
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 1_000_000, 1 << 16})
  void keepsWhatHasComeUntilItGoes(int hashCodes) {
    Random random = new Random(hashCodes);
    KeyPlaces<Key, Integer> places = new KeyPlaces<>();
    Map<Key, KeyPlace<Key, Integer>> expected = new HashMap<>();
    for (int step = 0; step < 4_000; step++) {
      int number = random.nextInt(200);
      Key key = new Key(number, number % hashCodes * hashCodes);
      if (random.nextInt(3) == 0) {
        assertThat(places.remove(key), is(expected.remove(key)));
      } else {
        KeyPlace<Key, Integer> place = places.getOrAdd(key);
        assertThat(place.key, is(key));
        assertThat(place, is(sameInstance(expected.computeIfAbsent(key, any -> place))));
      }
      assertThat(places.size(), is(expected.size()));
    }
    assertThat(places.all(place -> true), containsInAnyOrder(expected.values().toArray()));
    expected.forEach((key, place) -> assertThat(places.get(key), is(sameInstance(place))));
    assertThat(places.get(new Key(-1, 0)), is(nullValue()));
  }
}
