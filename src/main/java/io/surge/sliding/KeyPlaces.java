package io.surge.sliding;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * The places of keys, by key: a hash table whose entries are the places themselves. With more keys
 * than the processor's caches hold nearly every event waits for memory, and an entry between table
 * and place would be one more wait.
 */
final class KeyPlaces<K, AccumT> {
  private static final int FEWEST = 16;

  /** Its length is a power of two, and larger than the number of places. */
  private KeyPlace<K, AccumT>[] table = table(FEWEST);

  private int size;

  @SuppressWarnings({"unchecked", "rawtypes"}) // there are no arrays of generic types
  private static <K, AccumT> KeyPlace<K, AccumT>[] table(int length) {
    return new KeyPlace[length];
  }

  int size() {
    return size;
  }

  @Nullable KeyPlace<K, AccumT> get(K key) {
    int hash = hashOf(key);
    KeyPlace<K, AccumT> place = table[hash & (table.length - 1)];
    while (place != null && !isOf(place, hash, key)) {
      place = place.next;
    }
    return place;
  }

  /** The place of a key: a new one if there was none. */
  KeyPlace<K, AccumT> getOrAdd(K key) {
    KeyPlace<K, AccumT> known = get(key);
    if (known != null) {
      return known;
    }
    if (size == table.length) {
      grow();
    }
    KeyPlace<K, AccumT> added = new KeyPlace<>(key);
    put(added);
    size++;
    return added;
  }

  /** The place that the key had, null for none. */
  @Nullable KeyPlace<K, AccumT> remove(K key) {
    int hash = hashOf(key);
    int at = hash & (table.length - 1);
    KeyPlace<K, AccumT> before = null;
    KeyPlace<K, AccumT> place = table[at];
    while (place != null && !isOf(place, hash, key)) {
      before = place;
      place = place.next;
    }
    if (place == null) {
      return null;
    }
    if (before == null) {
      table[at] = place.next;
    } else {
      before.next = place.next;
    }
    place.next = null;
    size--;
    return place;
  }

  /** All places for which something holds now, in an order of their own. */
  List<KeyPlace<K, AccumT>> all(Predicate<KeyPlace<K, AccumT>> wanted) {
    List<KeyPlace<K, AccumT>> all = new ArrayList<>();
    for (KeyPlace<K, AccumT> first : table) {
      for (KeyPlace<K, AccumT> place = first; place != null; place = place.next) {
        if (wanted.test(place)) {
          all.add(place);
        }
      }
    }
    return all;
  }

  private void grow() {
    List<KeyPlace<K, AccumT>> all = all(place -> true);
    table = table(2 * table.length);
    all.forEach(this::put);
  }

  private void put(KeyPlace<K, AccumT> place) {
    int at = place.hash & (table.length - 1);
    place.next = table[at];
    table[at] = place;
  }

  private static boolean isOf(KeyPlace<?, ?> place, int hash, Object key) {
    return place.hash == hash && place.key.equals(key);
  }

  /** The higher bits count as well, where hash codes differ in few of the lower ones. */
  static int hashOf(Object key) {
    int hash = key.hashCode();
    return hash ^ (hash >>> 16);
  }
}
