package io.surge.sliding;

import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.LongPredicate;
import org.apache.beam.sdk.state.BagState;
import org.apache.beam.sdk.state.MapState;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * The states of a shard's keys during a visit: as many as there is room for in memory and in a log
 * ({@link KeyLog}), the others each in a cell of its own. What a visit has changed is in state when
 * it ends.
 *
 * <p>A key is in memory from its first change on until it is forgotten, if there was room.
 */
final class KeyStates<K, AccumT> {
  /** Room in memory, per shard: so many take some ten megabytes, as bytes. */
  static final int MOST_IN_MEMORY = 32_768;

  /** With more keys than these in a shard, those in memory are bytes. */
  private static final int FEW = 4_096;

  private final ShardMemory<Remembered<K, AccumT>> memory;
  private final int shard;
  private final long stamp;
  private final Cells<K, AccumT> cells;
  private final Remembered<K, AccumT> remembered;
  private boolean apartChanged;

  /**
   * Where states are kept.
   *
   * @param apart those of keys for which there is no room in memory
   * @param log those of the others
   * @param waiting the keys whose early pane has to wait
   */
  record Cells<K, AccumT>(
      MapState<K, KeyState<AccumT>> apart, MapState<Long, byte[]> log, BagState<K> waiting) {}

  /** What is kept in memory from one visit to the next. */
  static final class Remembered<K, AccumT> {
    private final KeyLog<K, AccumT> keys;
    private final WaitingKeys<K> waiting;
    private boolean someApart;

    private Remembered(Cells<K, AccumT> cells, KeyCoders<K, AccumT> coders) {
      keys = KeyLog.readFrom(cells.log(), coders, FEW);
      waiting = WaitingKeys.readFrom(cells.waiting());
      someApart = !cells.apart().isEmpty().read();
    }
  }

  /**
   * Begins a visit.
   *
   * @param stamp the one in state
   */
  KeyStates(
      ShardMemory<Remembered<K, AccumT>> memory,
      int shard,
      long stamp,
      Cells<K, AccumT> cells,
      KeyCoders<K, AccumT> coders) {
    this.memory = memory;
    this.shard = shard;
    this.stamp = stamp;
    this.cells = cells;
    this.remembered = memory.take(shard, stamp, () -> new Remembered<>(cells, coders));
  }

  /** The state of a key, null if there is none. */
  @Nullable KeyState<AccumT> get(K key) {
    KeyState<AccumT> known = remembered.keys.get(key);
    return known == null && remembered.someApart ? cells.apart().get(key).read() : known;
  }

  /** Fetches what is in memory of some keys, as {@link FetchAhead} has it. */
  <T> void fetch(List<T> some, Function<T, K> keyOf) {
    remembered.keys.fetch(some, keyOf);
  }

  /**
   * Changes the state of a key.
   *
   * @param former what {@link #get} gave last, or one that is equal
   */
  void put(K key, @Nullable KeyState<AccumT> former, KeyState<AccumT> state) {
    if (remembered.keys.contains(key)) {
      remembered.keys.put(key, former, state);
    } else if (remembered.keys.size() < MOST_IN_MEMORY) {
      removeApart(key);
      remembered.keys.put(key, null, state);
    } else {
      cells.apart().put(key, state);
      remembered.someApart = true;
      apartChanged = true;
    }
  }

  void remove(K key) {
    if (!remembered.keys.remove(key)) {
      removeApart(key);
    }
  }

  private void removeApart(K key) {
    if (remembered.someApart) {
      cells.apart().remove(key);
      apartChanged = true;
    }
  }

  /** Whether to look through all keys is to read some of them from state. */
  boolean areSomeApart() {
    return remembered.someApart;
  }

  /** The keys whose early pane has to wait. */
  WaitingKeys<K> waiting() {
    return remembered.waiting;
  }

  /** How many keys are in memory. */
  int countInMemory() {
    return remembered.keys.size();
  }

  /**
   * Shows the keys for which this holds, and their states; they may be changed meanwhile.
   *
   * @param wanted is asked of every key's {@link KeyState#wakeAt}
   */
  void forEach(LongPredicate wanted, BiConsumer<K, KeyState<AccumT>> consumer) {
    remembered.keys.forEach(wanted, consumer);
    if (remembered.someApart) {
      remembered.someApart = false;
      for (Map.Entry<K, KeyState<AccumT>> entry : cells.apart().entries().read()) {
        remembered.someApart = true;
        if (wanted.test(entry.getValue().wakeAt())) {
          consumer.accept(entry.getKey(), entry.getValue());
        }
      }
    }
  }

  /**
   * Ends the visit.
   *
   * @return the stamp that state must have from now on
   */
  long end() {
    boolean changed = remembered.keys.save(cells.log()) || apartChanged;
    long next = changed ? ShardMemory.newStamp() : stamp;
    memory.keep(shard, next, remembered);
    return next;
  }
}
