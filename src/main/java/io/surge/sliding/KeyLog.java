package io.surge.sliding;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.coders.NullableCoder;
import org.apache.beam.sdk.state.MapState;
import org.apache.beam.sdk.values.KV;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * States of keys in memory, and the log in state that they come back from. Each visit appends what
 * it has changed, in one entry or, where that is much, in a few: where state is on disk, to find
 * the place of each key costs more than to write its bytes.
 *
 * <p>The log holds at most twice as many states as there are keys, and none where there is no key.
 * To keep it so its oldest entries go, and what is still true of them is written once more, with
 * what the visit has changed.
 */
final class KeyLog<K, AccumT> {
  private static final int MOST_STATES_A_KEY = 2;

  /** An entry is made in memory before it is written: for some hundred kilobytes at a time. */
  private static final int MOST_IN_ENTRY = 1_024;

  private final Map<K, Held<AccumT>> keys = new HashMap<>();
  private final Deque<Entry<K>> entries = new ArrayDeque<>();
  private int statesInLog;
  private List<K> changed = new ArrayList<>();
  private long next;

  /** A key's state, and the number of the entry that has it. */
  private static final class Held<AccumT> {
    private KeyState<AccumT> state;
    private long entry;

    Held(KeyState<AccumT> state, long entry) {
      this.state = state;
      this.entry = entry;
    }
  }

  /** What is known of an entry of the log: whose states it has. */
  private record Entry<K>(long number, List<K> keys) {}

  private KeyLog() {}

  /** The coder of an entry: keys, each with its state, or with none where it has been forgotten. */
  static <K, AccumT> Coder<List<KV<K, @Nullable KeyState<AccumT>>>> entryCoder(
      Coder<K> keyCoder, Coder<KeyState<AccumT>> stateCoder) {
    return ListCoder.of(KvCoder.of(keyCoder, NullableCoder.of(stateCoder)));
  }

  /**
   * What a log says.
   *
   * @param log by the numbers of its entries, ascending in time; a key without a state has none any
   *     more
   */
  static <K, AccumT> KeyLog<K, AccumT> readFrom(
      MapState<Long, List<KV<K, @Nullable KeyState<AccumT>>>> log) {
    KeyLog<K, AccumT> states = new KeyLog<>();
    Map<Long, List<KV<K, @Nullable KeyState<AccumT>>>> ordered = new TreeMap<>();
    log.entries().read().forEach(entry -> ordered.put(entry.getKey(), entry.getValue()));
    ordered.forEach(states::replay);
    return states;
  }

  private void replay(long number, List<KV<K, @Nullable KeyState<AccumT>>> entry) {
    List<K> of = new ArrayList<>(entry.size());
    for (KV<K, @Nullable KeyState<AccumT>> one : entry) {
      of.add(one.getKey());
      if (one.getValue() == null) {
        keys.remove(one.getKey());
      } else {
        keys.put(one.getKey(), new Held<>(one.getValue(), number));
      }
    }
    remember(new Entry<>(number, of));
  }

  private void remember(Entry<K> entry) {
    entries.addLast(entry);
    statesInLog += entry.keys().size();
    next = entry.number() + 1;
  }

  /** How many keys there are. */
  int size() {
    return keys.size();
  }

  @Nullable KeyState<AccumT> get(K key) {
    Held<AccumT> held = keys.get(key);
    return held == null ? null : held.state;
  }

  void put(K key, KeyState<AccumT> state) {
    Held<AccumT> held = keys.get(key);
    if (held == null) {
      keys.put(key, new Held<>(state, next));
      changed.add(key);
      return;
    }
    held.state = state;
    if (held.entry != next) {
      held.entry = next;
      changed.add(key);
    }
  }

  /** Whether the key was here. */
  boolean remove(K key) {
    Held<AccumT> held = keys.remove(key);
    if (held != null && held.entry != next) {
      changed.add(key);
    }
    return held != null;
  }

  /** Shows every key and its state; they may be changed meanwhile. */
  void forEach(BiConsumer<K, KeyState<AccumT>> consumer) {
    for (Map.Entry<K, Held<AccumT>> entry : new ArrayList<>(keys.entrySet())) {
      consumer.accept(entry.getKey(), entry.getValue().state);
    }
  }

  /**
   * Ends a visit: what it has changed is in state then.
   *
   * @return whether it has changed anything
   */
  boolean save(MapState<Long, List<KV<K, @Nullable KeyState<AccumT>>>> log) {
    if (changed.isEmpty()) {
      return false;
    }
    while (!entries.isEmpty() && statesInLog + changed.size() > MOST_STATES_A_KEY * keys.size()) {
      moveOldest(log);
    }
    if (entries.isEmpty()) {
      // Nothing is left that would have to be taken back.
      changed.removeIf(key -> !keys.containsKey(key));
    }
    for (int from = 0; from < changed.size(); from += MOST_IN_ENTRY) {
      append(changed.subList(from, Math.min(from + MOST_IN_ENTRY, changed.size())), log);
    }
    changed = new ArrayList<>();
    return true;
  }

  private void moveOldest(MapState<Long, List<KV<K, @Nullable KeyState<AccumT>>>> log) {
    Entry<K> oldest = entries.removeFirst();
    statesInLog -= oldest.keys().size();
    for (K key : oldest.keys()) {
      Held<AccumT> held = keys.get(key);
      if (held != null && held.entry == oldest.number()) {
        held.entry = next;
        changed.add(key);
      }
    }
    log.remove(oldest.number());
  }

  private void append(List<K> some, MapState<Long, List<KV<K, @Nullable KeyState<AccumT>>>> log) {
    List<KV<K, @Nullable KeyState<AccumT>>> states = new ArrayList<>(some.size());
    for (K key : some) {
      Held<AccumT> held = keys.get(key);
      if (held == null) {
        states.add(KV.of(key, null));
      } else {
        held.entry = next;
        states.add(KV.of(key, held.state));
      }
    }
    log.put(next, states);
    remember(new Entry<>(next, some));
  }
}
