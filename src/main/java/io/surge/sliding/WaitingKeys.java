package io.surge.sliding;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.apache.beam.sdk.state.BagState;

/**
 * The keys of a shard whose early pane has to wait, by the tick when it may leave: in memory, so
 * that a tick looks at no key that is not due, and in a bag in state that they come back from. The
 * bag may hold keys that wait no longer, but never more of them than of those that do, and a few.
 */
final class WaitingKeys<K> {
  /** With fewer keys in the bag it is not worth the while to look for those that may leave it. */
  private static final int FEW = 64;

  /** Of a key that has come back from the bag: when it is due its state must say. */
  private static final long UNKNOWN = Long.MIN_VALUE;

  private final TreeMap<Long, List<K>> ticks = new TreeMap<>();
  private int waiting;
  private int inBag;

  /** The keys that are in the bag. */
  static <K> WaitingKeys<K> readFrom(BagState<K> bag) {
    WaitingKeys<K> keys = new WaitingKeys<>();
    for (K key : bag.read()) {
      keys.remember(key, UNKNOWN);
      keys.inBag++;
    }
    return keys;
  }

  private void remember(K key, long tick) {
    ticks.computeIfAbsent(tick, any -> new ArrayList<>()).add(key);
    waiting++;
  }

  void add(K key, long tick, BagState<K> bag) {
    remember(key, tick);
    bag.add(key);
    inBag++;
  }

  /** Takes those that may be due, in the order in which they became so. */
  List<K> takeDue(long now) {
    List<K> due = new ArrayList<>();
    while (!ticks.isEmpty() && ticks.firstKey() <= now) {
      due.addAll(ticks.pollFirstEntry().getValue());
    }
    waiting -= due.size();
    return due;
  }

  /** When the next of them is due, {@link KeyState#NEVER} if none waits. */
  long nextTick() {
    return ticks.isEmpty() ? KeyState.NEVER : ticks.firstKey();
  }

  /** Lets the bag forget those that wait no longer, once they are more than the others. */
  void tidy(BagState<K> bag) {
    if (inBag > 2 * waiting + FEW || (waiting == 0 && inBag > 0)) {
      bag.clear();
      ticks.values().forEach(keys -> keys.forEach(bag::add));
      inBag = waiting;
    }
  }
}
