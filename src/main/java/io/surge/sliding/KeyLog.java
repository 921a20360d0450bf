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
 * the place of each key costs more than to write its bytes.
 *
 * <p>Where there are few keys their states are in memory as they are, and an entry tells no more
 * than in what a state differs from the one before. Where there are many, a state is the bytes of
 * the entry that tells all of it: so many objects that change all the time would be more than a
 * collection of garbage should have to follow.
 *
 * <p>The log tells of each key sixteen times at most on average, twice where there are many, and
 * nothing where there is no key. To keep it so its oldest entries go; a key of which one of them
 * told all is told of once more, with what the visit has changed.
 */
final class KeyLog<K, AccumT> {
  private static final int MOST_STATES_A_KEY = 16;
  private static final int MOST_STATES_A_KEY_IN_BYTES = 2;

  /** An entry is made in memory before it is written: for some hundred kilobytes at a time. */
  private static final int MOST_IN_ENTRY = 1_024;

  private final KeyCoders<K, AccumT> coders;
  private final int few;
  private final KeyPlaces<K, AccumT> places = new KeyPlaces<>();

  /** Those that are complete, by ascending number. */
  private final Map<Long, Entry<K, AccumT>> entries = new LinkedHashMap<>();

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

  /** Whether states go into its bytes at once, and are nowhere else. */
  private boolean inBytes;

  /** The first number of this visit. */
  private long savedBefore;

  /** The places of the keys that an entry tells of, and its bytes if a state is in them alone. */
  private static final class Entry<K, AccumT> {
    private final List<KeyPlace<K, AccumT>> places;
    private final byte @Nullable [] bytes;

    Entry(List<KeyPlace<K, AccumT>> places, byte @Nullable [] bytes) {
      this.places = places;
      this.bytes = bytes;
    }
  }

  private KeyLog(KeyCoders<K, AccumT> coders, int few) {
    this.coders = coders;
    this.few = few;
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
    return states;
  }

  private void replay(long replayed, byte[] entry) {
    entries.put(replayed, new Entry<>(changed, entry));
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
    place.state = null;
    place.entry = replayed;
    place.offset = in.position();
    place.length = length;
    place.forgotten = length == 0;
    if (place.forgotten) {
      places.remove(key);
    } else {
      place.wakeAt = coders.states().read(in).wakeAt();
    }
    count(place);
  }

  private void replayChange(K key, int version, ValueStream in) throws IOException {
    KeyPlace<K, AccumT> place = places.get(key);
    if (place == null) {
      // The entry that told all is gone; one that tells all again is still to come.
      count(new KeyPlace<>(key));
    } else {
      KeyState<AccumT> former = stateAt(place);
      place.state =
          version == EntryBytes.LONG_CHANGES_VERSION
              ? coders.changes().readSecondVersion(former, in)
              : coders.changes().read(former, in);
      place.wakeAt = place.state.wakeAt();
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

  @Nullable KeyState<AccumT> get(K key) {
    KeyPlace<K, AccumT> place = places.get(key);
    return place == null ? null : stateAt(place);
  }

  private KeyState<AccumT> stateAt(KeyPlace<K, AccumT> place) {
    if (place.state != null) {
      return place.state;
    }
    try {
      return coders.states().read(bytesAt(place));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ValueStream bytesAt(KeyPlace<K, AccumT> place) {
    return place.entry == number
        ? bytes.stream(place.offset, place.length)
        : ValueStream.of(entries.get(place.entry).bytes, place.offset, place.length);
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
      read += place.state == null ? fetchBytesAt(place) : place.state.fetch();
    }
    fetched += read;
  }

  private int fetchBytesAt(KeyPlace<K, AccumT> place) {
    if (place.entry == number) {
      return 0;
    }
    byte[] entry = entries.get(place.entry).bytes;
    return entry[place.offset] + entry[place.offset + place.length - 1];
  }

  void put(K key, KeyState<AccumT> state) {
    write(places.getOrAdd(key), state);
  }

  /** Whether the key was here. */
  boolean remove(K key) {
    KeyPlace<K, AccumT> place = places.remove(key);
    if (place != null) {
      place.forgotten = true;
      write(place, null);
    }
    return place != null;
  }

  private void write(KeyPlace<K, AccumT> place, @Nullable KeyState<AccumT> state) {
    begin();
    if (inBytes || state == null || place.state == null || !tellChange(place, place.state, state)) {
      tellWhole(place, state);
    }
    keep(place, state);
  }

  private void begin() {
    if (changed.isEmpty()) {
      inBytes = places.size() > few;
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
    place.length = bytes.add(place.key, state);
    place.offset = bytes.size() - place.length;
    place.entry = number;
  }

  private void keep(KeyPlace<K, AccumT> place, @Nullable KeyState<AccumT> state) {
    place.state = inBytes ? null : state;
    place.wakeAt = state == null ? KeyState.NEVER : state.wakeAt();
    count(place);
    if (changed.size() == MOST_IN_ENTRY) {
      completeEntry();
    }
  }

  private void count(KeyPlace<K, AccumT> place) {
    changed.add(place);
    statesInLog++;
  }

  private void completeEntry() {
    if (changed.isEmpty()) {
      return;
    }
    byte[] complete = bytes.toByteArray();
    unsaved.put(number, complete);
    entries.put(number, new Entry<>(changed, inBytes ? complete : null));
    number++;
    changed = new ArrayList<>();
  }

  /**
   * Shows the keys for which this holds, and their states; they may be changed meanwhile.
   *
   * @param wanted is asked of every key's {@link KeyState#wakeAt}
   */
  void forEach(LongPredicate wanted, BiConsumer<K, KeyState<AccumT>> consumer) {
    List<KeyPlace<K, AccumT>> shown = new ArrayList<>();
    for (KeyPlace<K, AccumT> place : places.all()) {
      if (wanted.test(place.wakeAt)) {
        shown.add(place);
      }
    }
    FetchAhead.forEach(shown, this::fetch, place -> consumer.accept(place.key, stateAt(place)));
  }

  /**
   * Ends a visit: what it has changed is in state then.
   *
   * @return whether it has changed anything
   */
  boolean save(MapState<Long, byte[]> log) {
    int most = places.size() > few ? MOST_STATES_A_KEY_IN_BYTES : MOST_STATES_A_KEY;
    while (statesInLog > most * places.size()) {
      if (entries.isEmpty()) {
        completeEntry();
      }
      moveOldest(log);
    }
    completeEntry();
    unsaved.forEach(log::put);
    unsaved.clear();
    boolean anyChanged = savedBefore < number;
    savedBefore = number;
    return anyChanged;
  }

  private void moveOldest(MapState<Long, byte[]> log) {
    long oldest = entries.keySet().iterator().next();
    Entry<K, AccumT> moved = entries.get(oldest);
    statesInLog -= moved.places.size();
    List<KeyPlace<K, AccumT>> again = new ArrayList<>();
    for (KeyPlace<K, AccumT> place : moved.places) {
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
      KeyState<AccumT> state = stateAt(place);
      tellWhole(place, state);
      keep(place, state);
    }
  }
}
