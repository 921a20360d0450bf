package io.surge.sliding;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.apache.beam.sdk.state.MapState;
import org.apache.beam.sdk.util.VarInt;
import org.apache.beam.sdk.values.KV;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * States of keys in memory, and the log in state that they come back from. Each visit appends what
 * it has changed, in one entry or, where that is much, in a few: where state is on disk, to find
 * the place of each key costs more than to write its bytes.
 *
 * <p>Where there are few keys their states are in memory as they are. Where there are many, they
 * are the bytes of the log's entries: so many objects that change all the time would be more than a
 * collection of garbage should have to follow.
 *
 * <p>The log holds at most twice as many states as there are keys, and none where there is no key.
 * To keep it so its oldest entries go, and what is still true of them is written once more, with
 * what the visit has changed.
 */
final class KeyLog<K, AccumT> {
  private static final int MOST_STATES_A_KEY = 2;

  /** An entry is made in memory before it is written: for some hundred kilobytes at a time. */
  private static final int MOST_IN_ENTRY = 1_024;

  private final KeyCoders<K, AccumT> coders;
  private final int few;
  private final Map<K, Place<K, AccumT>> places = new HashMap<>();

  /** Those that are complete, by ascending number. The newest of them may not be in state yet. */
  private final Map<Long, Entry<K, AccumT>> entries = new LinkedHashMap<>();

  private long firstUnsaved;
  private int statesInLog;

  /** The number of the entry that is being made. */
  private long number;

  private List<Place<K, AccumT>> changed = new ArrayList<>();
  private boolean inBytes;

  /** Of the entry that is being made, if it is bytes. */
  private final EntryBytes<K, AccumT> bytes;

  /**
   * Where the newest state of a key is: here, or in the bytes of an entry. In bytes it moves all
   * the time, but only by numbers: a reference would have to be shown to the collector each time.
   */
  private static final class Place<K, AccumT> {
    private final K key;
    private @Nullable KeyState<AccumT> state;
    private boolean forgotten;
    private long entry = Long.MIN_VALUE;
    private int offset;
    private int length;

    Place(K key) {
      this.key = key;
    }
  }

  /** What is known of an entry: the places of the keys that it tells of, and its bytes, if any. */
  private static final class Entry<K, AccumT> {
    private final List<Place<K, AccumT>> places;
    private final byte @Nullable [] bytes;
    private @Nullable LogEntry<K, AccumT> unsaved;

    Entry(
        List<Place<K, AccumT>> places,
        byte @Nullable [] bytes,
        @Nullable LogEntry<K, AccumT> unsaved) {
      this.places = places;
      this.bytes = bytes;
      this.unsaved = unsaved;
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
   * @param few with more keys than these, an entry is bytes
   */
  static <K, AccumT> KeyLog<K, AccumT> readFrom(
      MapState<Long, LogEntry<K, AccumT>> log, KeyCoders<K, AccumT> coders, int few) {
    KeyLog<K, AccumT> states = new KeyLog<>(coders, few);
    Map<Long, byte[]> ordered = new TreeMap<>();
    log.entries()
        .read()
        .forEach(entry -> ordered.put(entry.getKey(), entry.getValue().bytes(coders)));
    ordered.forEach(states::replay);
    return states;
  }

  private void replay(long replayed, byte[] entry) {
    ValueStream in = ValueStream.of(entry, 0, entry.length);
    List<Place<K, AccumT>> told = new ArrayList<>();
    try {
      StateVersion.read(in, EntryBytes.VERSION);
      while (in.available() > 0) {
        K key = coders.keys().decode(in);
        int length = VarInt.decodeInt(in);
        Place<K, AccumT> place = places.computeIfAbsent(key, Place::new);
        place.entry = replayed;
        place.offset = in.position();
        place.length = length;
        place.forgotten = length == 0;
        if (place.forgotten) {
          places.remove(key);
        }
        in.skipNBytes(length);
        told.add(place);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    entries.put(replayed, new Entry<>(told, entry, null));
    statesInLog += told.size();
    number = replayed + 1;
    firstUnsaved = number;
  }

  /** How many keys there are. */
  int size() {
    return places.size();
  }

  boolean contains(K key) {
    return places.containsKey(key);
  }

  @Nullable KeyState<AccumT> get(K key) {
    Place<K, AccumT> place = places.get(key);
    return place == null ? null : stateAt(place);
  }

  private KeyState<AccumT> stateAt(Place<K, AccumT> place) {
    if (place.state != null) {
      return place.state;
    }
    try {
      return coders.states().read(bytesAt(place));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ValueStream bytesAt(Place<K, AccumT> place) {
    return place.entry == number
        ? bytes.stream(place.offset, place.length)
        : ValueStream.of(entries.get(place.entry).bytes, place.offset, place.length);
  }

  void put(K key, KeyState<AccumT> state) {
    write(places.computeIfAbsent(key, Place::new), state);
  }

  /** Whether the key was here. */
  boolean remove(K key) {
    Place<K, AccumT> place = places.remove(key);
    if (place != null) {
      place.forgotten = true;
      write(place, null);
    }
    return place != null;
  }

  private void write(Place<K, AccumT> place, @Nullable KeyState<AccumT> state) {
    if (changed.isEmpty()) {
      inBytes = places.size() > few;
      bytes.clear();
    }
    if (inBytes || place.entry != number) {
      changed.add(place);
      statesInLog++;
    }
    place.entry = number;
    if (inBytes) {
      place.state = null;
      place.length = bytes.add(place.key, state);
      place.offset = bytes.size() - place.length;
    } else {
      place.state = state;
    }
    if (changed.size() == MOST_IN_ENTRY) {
      completeEntry();
    }
  }

  private void completeEntry() {
    if (changed.isEmpty()) {
      return;
    }
    byte[] written = inBytes ? bytes.toByteArray() : null;
    LogEntry<K, AccumT> entry =
        written == null ? LogEntry.ofStates(statesOf(changed)) : LogEntry.ofBytes(written);
    entries.put(number, new Entry<>(changed, written, entry));
    changed = new ArrayList<>();
    number++;
  }

  private List<KV<K, @Nullable KeyState<AccumT>>> statesOf(List<Place<K, AccumT>> some) {
    List<KV<K, @Nullable KeyState<AccumT>>> states = new ArrayList<>(some.size());
    some.forEach(place -> states.add(KV.of(place.key, place.state)));
    return states;
  }

  /** Shows every key and its state; they may be changed meanwhile. */
  void forEach(BiConsumer<K, KeyState<AccumT>> consumer) {
    for (Place<K, AccumT> place : new ArrayList<>(places.values())) {
      if (!place.forgotten) {
        consumer.accept(place.key, stateAt(place));
      }
    }
  }

  /**
   * Ends a visit: what it has changed is in state then.
   *
   * @return whether it has changed anything
   */
  boolean save(MapState<Long, LogEntry<K, AccumT>> log) {
    while (statesInLog > MOST_STATES_A_KEY * places.size()) {
      if (entries.isEmpty()) {
        completeEntry();
      }
      moveOldest(log);
    }
    completeEntry();
    boolean anyChanged = firstUnsaved < number;
    for (; firstUnsaved < number; firstUnsaved++) {
      Entry<K, AccumT> entry = entries.get(firstUnsaved);
      if (entry != null) {
        log.put(firstUnsaved, entry.unsaved);
        entry.unsaved = null;
      }
    }
    return anyChanged;
  }

  private void moveOldest(MapState<Long, LogEntry<K, AccumT>> log) {
    long oldest = entries.keySet().iterator().next();
    Entry<K, AccumT> moved = entries.get(oldest);
    statesInLog -= moved.places.size();
    for (Place<K, AccumT> place : moved.places) {
      if (place.entry == oldest && !place.forgotten) {
        write(place, stateAt(place));
      }
    }
    entries.remove(oldest);
    if (oldest < firstUnsaved) {
      log.remove(oldest);
    }
  }
}
