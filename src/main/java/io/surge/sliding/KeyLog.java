package io.surge.sliding;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.LongPredicate;
import org.apache.beam.sdk.state.MapState;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * States of keys in memory, and the log in state that they come back from. Each visit appends what
 * it has changed, in one entry or, where that is much, in a few: where state is on disk, to find
 * the place of each key costs more than to write its bytes. An entry tells no more than in what a
 * state differs from the one before.
 *
 * <p>Where there are few keys their states are in memory as they are; where there are many, as
 * bytes ({@link PackedStates}).
 *
 * <p>The log tells of each key sixteen times at most on average, eight times where there are many,
 * and nothing where there is no key. To keep it so its oldest entries go; a key of which one of
 * them told all is told of once more, with what the visit has changed.
 */
final class KeyLog<K, AccumT> {
  private static final int MOST_STATES_A_KEY = 16;
  private static final int MOST_STATES_A_KEY_OF_MANY = 8;

  /** An entry is made in memory before it is written: for a hundred kilobytes or so at most. */
  private static final int MOST_IN_ENTRY = 1_024;

  private final KeyCoders<K, AccumT> coders;
  private final int few;
  private final KeyPlaces<K, AccumT> places = new KeyPlaces<>();
  private final PackedStates<K, AccumT> packed;

  /** Those that are complete, by ascending number: the places of the keys that each tells of. */
  private final Map<Long, List<KeyPlace<K, AccumT>>> entries = new LinkedHashMap<>();

  /** Those of them that are not in state yet. */
  private final Map<Long, byte[]> unsaved = new LinkedHashMap<>();

  private int statesInLog;

  /** A sum of what was fetched, which means nothing: what is not used is not read. */
  @SuppressWarnings("UnusedVariable")
  private long fetched;

  /** The number of the entry that is being made, the keys that it tells of, and its bytes. */
  private long number;

  private List<KeyPlace<K, AccumT>> changed = new ArrayList<>();
  private final EntryBytes<K, AccumT> bytes;

  /** The first number of this visit. */
  private long savedBefore;

  private KeyLog(KeyCoders<K, AccumT> coders, int few) {
    this.coders = coders;
    this.few = few;
    this.packed = new PackedStates<>(coders.states().packing());
    this.bytes = new EntryBytes<>(coders);
  }

  /**
   * What a log says.
   *
   * @param log by the numbers of its entries, ascending in time
   * @param few with more keys than these, states in memory are bytes
   */
  static <K, AccumT> KeyLog<K, AccumT> readFrom(
      MapState<Long, byte[]> log, KeyCoders<K, AccumT> coders, int few) {
    KeyLog<K, AccumT> states = new KeyLog<>(coders, few);
    Map<Long, byte[]> ordered = new TreeMap<>();
    log.entries().read().forEach(entry -> ordered.put(entry.getKey(), entry.getValue()));
    ordered.forEach(states::replay);
    states.places.all(place -> true).forEach(place -> states.keep(place, place.state));
    return states;
  }

  private void replay(long replayed, byte[] entry) {
    entries.put(replayed, changed);
    number = replayed + 1;
    savedBefore = number;
    ValueStream in = ValueStream.of(entry, 0, entry.length);
    try {
      int version = EntryBytes.readVersion(in);
      int kinds = EntryBytes.kinds(version);
      while (in.available() > 0) {
        K key = coders.keys().decode(in);
        int lengthAndKind = Math.toIntExact(in.readVarInt());
        int length = lengthAndKind / kinds;
        int end = in.position() + length;
        if (lengthAndKind % kinds == EntryBytes.CHANGE) {
          replayChange(key, version, in);
        } else {
          replayWhole(key, replayed, length, in);
        }
        in.skipNBytes(end - in.position());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    changed = new ArrayList<>();
  }

  private void replayWhole(K key, long replayed, int length, ValueStream in) throws IOException {
    KeyPlace<K, AccumT> place = places.getOrAdd(key);
    place.entry = replayed;
    if (length == 0) {
      place.forgotten = true;
      places.remove(key);
    } else {
      place.state = coders.states().read(in);
    }
    count(place);
  }

  private void replayChange(K key, int version, ValueStream in) throws IOException {
    KeyPlace<K, AccumT> place = places.get(key);
    if (place == null) {
      // The entry that told all is gone; one that tells all again is still to come.
      count(new KeyPlace<>(key));
    } else {
      place.state =
          version == EntryBytes.LONG_CHANGES_VERSION
              ? coders.changes().readSecondVersion(place.state, in)
              : coders.changes().read(place.state, in);
      count(place);
    }
  }

  /** How many keys there are. */
  int size() {
    return places.size();
  }

  boolean contains(K key) {
    return places.get(key) != null;
  }

  /** The state of a key, null if there is none; to be read before the visit ends. */
  @Nullable KeyState<AccumT> get(K key) {
    KeyPlace<K, AccumT> place = places.get(key);
    return place == null ? null : stateAt(place);
  }

  private KeyState<AccumT> stateAt(KeyPlace<K, AccumT> place) {
    return place.state == null ? packed.get(place) : place.state;
  }

  /** Fetches the memory of some keys, as {@link FetchAhead} has it. */
  <T> void fetch(List<T> some, Function<T, K> keyOf) {
    List<KeyPlace<K, AccumT>> known = new ArrayList<>(some.size());
    for (T one : some) {
      KeyPlace<K, AccumT> place = places.get(keyOf.apply(one));
      if (place != null) {
        known.add(place);
      }
    }
    fetch(known);
  }

  private void fetch(List<KeyPlace<K, AccumT>> some) {
    long read = 0;
    for (KeyPlace<K, AccumT> place : some) {
      read += place.state == null ? packed.fetch(place) : place.state.fetch();
    }
    fetched += read;
  }

  /**
   * Changes the state of a key.
   *
   * @param former what {@link #get} gave last, or one that is equal
   */
  void put(K key, @Nullable KeyState<AccumT> former, KeyState<AccumT> next) {
    KeyPlace<K, AccumT> place = places.getOrAdd(key);
    begin();
    if (former == null || !tellChange(place, former, next)) {
      tellWhole(place, next);
    }
    count(place);
    keep(place, next);
    completeLongEntry();
  }

  /** Whether the key was here. */
  boolean remove(K key) {
    KeyPlace<K, AccumT> place = places.remove(key);
    if (place == null) {
      return false;
    }
    begin();
    tellWhole(place, null);
    count(place);
    forget(place);
    completeLongEntry();
    return true;
  }

  private void begin() {
    if (changed.isEmpty()) {
      bytes.clear();
    }
  }

  /** Whether what is new could be told. */
  private boolean tellChange(
      KeyPlace<K, AccumT> place, KeyState<AccumT> former, KeyState<AccumT> state) {
    Slices<AccumT> news = state.slices().changedSince(former.slices());
    if (news != null) {
      bytes.addChange(place.key, former, state, news);
    }
    return news != null;
  }

  private void tellWhole(KeyPlace<K, AccumT> place, @Nullable KeyState<AccumT> state) {
    bytes.add(place.key, state);
    place.entry = number;
  }

  private void count(KeyPlace<K, AccumT> place) {
    changed.add(place);
    statesInLog++;
  }

  private void keep(KeyPlace<K, AccumT> place, KeyState<AccumT> state) {
    if (places.size() > few) {
      place.state = null;
      packed.put(place, state);
    } else {
      packed.remove(place);
      place.state = state.unpacked();
    }
    place.wakeAt = state.wakeAt();
  }

  private void forget(KeyPlace<K, AccumT> place) {
    place.forgotten = true;
    place.state = null;
    packed.remove(place);
  }

  private void completeLongEntry() {
    if (changed.size() == MOST_IN_ENTRY) {
      completeEntry();
    }
  }

  private void completeEntry() {
    if (!changed.isEmpty()) {
      unsaved.put(number, bytes.toByteArray());
      entries.put(number, changed);
      number++;
      changed = new ArrayList<>();
    }
  }

  /**
   * Shows the keys for which this holds, and their states; they may be changed meanwhile.
   *
   * @param wanted is asked of every key's {@link KeyState#wakeAt}
   */
  void forEach(LongPredicate wanted, BiConsumer<K, KeyState<AccumT>> consumer) {
    List<KeyPlace<K, AccumT>> shown = places.all(place -> wanted.test(place.wakeAt));
    FetchAhead.forEach(shown, this::fetch, place -> consumer.accept(place.key, stateAt(place)));
  }

  /**
   * Ends a visit: what it has changed is in state then.
   *
   * @return whether it has changed anything
   */
  boolean save(MapState<Long, byte[]> log) {
    int most = places.size() > few ? MOST_STATES_A_KEY_OF_MANY : MOST_STATES_A_KEY;
    while (statesInLog > most * places.size()) {
      if (entries.isEmpty()) {
        completeEntry();
      }
      moveOldest(log);
    }
    completeEntry();
    unsaved.forEach(log::put);
    unsaved.clear();
    packed.tidy();
    boolean anyChanged = savedBefore < number;
    savedBefore = number;
    return anyChanged;
  }

  private void moveOldest(MapState<Long, byte[]> log) {
    long oldest = entries.keySet().iterator().next();
    List<KeyPlace<K, AccumT>> moved = entries.get(oldest);
    statesInLog -= moved.size();
    List<KeyPlace<K, AccumT>> again = new ArrayList<>();
    for (KeyPlace<K, AccumT> place : moved) {
      if (place.entry == oldest && !place.forgotten) {
        again.add(place);
      }
    }
    FetchAhead.forEach(again, this::fetch, place -> tellAgain(place, oldest));
    entries.remove(oldest);
    if (unsaved.remove(oldest) == null) {
      log.remove(oldest);
    }
  }

  /** A key of which the entry told twice stands there twice. */
  private void tellAgain(KeyPlace<K, AccumT> place, long oldest) {
    if (place.entry == oldest) {
      begin();
      tellWhole(place, stateAt(place));
      count(place);
      completeLongEntry();
    }
  }
}
