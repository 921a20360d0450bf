package io.surge.sliding;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * The slices of a key that hold an element, by ascending index. Immutable. Two arrays and no object
 * a slice: each object fewer is one that need not be fetched from memory or, where there are many
 * keys, made from bytes.
 */
final class Slices<AccumT> {
  /** For a slice that was there and no longer is. */
  private static final int MISSING = -1;

  private final long[] indexes;
  private final AccumT[] accumulators;

  /** From where on the slices before the newest were last asked for as one. */
  private long condensedFrom = Long.MIN_VALUE;

  /** What they come to, once they were asked for twice. Derived: no part of what these are. */
  private @Nullable AccumT condensed;

  /**
   * The arrays are this object's from now on.
   *
   * @param indexes ascending
   * @param accumulators one for each index
   */
  Slices(long[] indexes, AccumT[] accumulators) {
    this.indexes = indexes;
    this.accumulators = accumulators;
  }

  static <AccumT> Slices<AccumT> none() {
    return new Slices<>(new long[0], array(0));
  }

  /** An array for accumulators. */
  @SuppressWarnings("unchecked") // nobody sees the array as one of another type
  static <AccumT> AccumT[] array(int length) {
    return (AccumT[]) new Object[length];
  }

  /** Reads of all that an early pane needs, as {@link FetchAhead} has it: the sum means nothing. */
  long fetch() {
    int last = indexes.length - 1;
    return last < 0 ? 0 : indexes[last] + headOf(accumulators[last]) + headOf(condensed);
  }

  /** An object is read where it begins, to know its class. */
  private static int headOf(@Nullable Object object) {
    return object != null && object.getClass() == Object.class ? 1 : 0;
  }

  int count() {
    return indexes.length;
  }

  boolean isEmpty() {
    return indexes.length == 0;
  }

  long indexAt(int at) {
    return indexes[at];
  }

  AccumT accumulatorAt(int at) {
    return accumulators[at];
  }

  /** The newest of them, of which there must be one. */
  long newest() {
    return indexes[indexes.length - 1];
  }

  /** The accumulators of the slices from one on and before another. */
  List<AccumT> between(long first, long behind) {
    int to = placeOf(behind);
    int from = to;
    while (from > 0 && indexes[from - 1] >= first) {
      from--;
    }
    return Arrays.asList(Arrays.copyOfRange(accumulators, from, to));
  }

  /**
   * The accumulators of the slices from one on, those before the newest as one where that was asked
   * for before: it is much less memory to fetch, again and again until there is a newer slice.
   *
   * @param sum of several accumulators; changes none of them
   */
  List<AccumT> condensedSince(long first, Function<List<AccumT>, AccumT> sum) {
    if (condensedFrom != first) {
      condensedFrom = first;
      condensed = null;
      return between(first, newest() + 1);
    }
    if (condensed == null) {
      condensed = sum.apply(between(first, newest()));
    }
    AccumT[] both = array(2);
    both[0] = condensed;
    both[1] = accumulators[accumulators.length - 1];
    return Arrays.asList(both);
  }

  /** The place of the first slice that is not before this one; looked for from the newest on. */
  int placeOf(long index) {
    int at = indexes.length;
    while (at > 0 && indexes[at - 1] >= index) {
      at--;
    }
    return at;
  }

  /** Whether the slice at this place is the one with this index. */
  boolean isAt(int place, long index) {
    return place < indexes.length && indexes[place] == index;
  }

  /** These slices, one of them with another accumulator. */
  Slices<AccumT> replacing(int place, AccumT accumulator) {
    AccumT[] replaced = accumulators.clone();
    replaced[place] = accumulator;
    Slices<AccumT> others = new Slices<>(indexes, replaced);
    if (place == indexes.length - 1) {
      others.condensedFrom = condensedFrom;
      others.condensed = condensed;
    }
    return others;
  }

  /** These slices, and at this place one more. */
  Slices<AccumT> inserting(int place, long index, AccumT accumulator) {
    int behind = indexes.length - place;
    long[] moreIndexes = Arrays.copyOf(indexes, indexes.length + 1);
    System.arraycopy(indexes, place, moreIndexes, place + 1, behind);
    moreIndexes[place] = index;
    AccumT[] moreAccumulators = Arrays.copyOf(accumulators, accumulators.length + 1);
    System.arraycopy(accumulators, place, moreAccumulators, place + 1, behind);
    moreAccumulators[place] = accumulator;
    return new Slices<>(moreIndexes, moreAccumulators);
  }

  /** These slices, and others between them or in their place. */
  Slices<AccumT> with(Slices<AccumT> others) {
    Slices<AccumT> both = this;
    for (int i = 0; i < others.count(); i++) {
      int place = both.placeOf(others.indexes[i]);
      both =
          both.isAt(place, others.indexes[i])
              ? both.replacing(place, others.accumulators[i])
              : both.inserting(place, others.indexes[i], others.accumulators[i]);
    }
    return both;
  }

  /**
   * Those of these slices that were not there or are another object now. The accumulators are not
   * looked at, as most are no longer in the processor's caches.
   *
   * @return null where {@code former.since(first).with(changed)} would not give these slices
   */
  @Nullable Slices<AccumT> changedSince(Slices<AccumT> former) {
    int count = isEmpty() ? MISSING : collectChanges(former, new long[0], array(0));
    if (count == MISSING) {
      return null;
    }
    Slices<AccumT> changed = new Slices<>(new long[count], array(count));
    collectChanges(former, changed.indexes, changed.accumulators);
    return changed;
  }

  /** Counts the changes, and keeps as many as there is room for. */
  private int collectChanges(Slices<AccumT> former, long[] changedIndexes, AccumT[] changed) {
    int count = 0;
    int formerPlace = former.placeOf(indexes[0]);
    for (int place = 0; place < indexes.length; place++) {
      boolean wasThere = former.isAt(formerPlace, indexes[place]);
      if (!wasThere || former.accumulators[formerPlace] != accumulators[place]) {
        if (count < changed.length) {
          changedIndexes[count] = indexes[place];
          changed[count] = accumulators[place];
        }
        count++;
      }
      formerPlace += wasThere ? 1 : 0;
    }
    return formerPlace < former.count() ? MISSING : count;
  }

  /** The slices from this one on. */
  Slices<AccumT> since(long first) {
    int from = 0;
    while (from < indexes.length && indexes[from] < first) {
      from++;
    }
    return from == 0
        ? this
        : new Slices<>(
            Arrays.copyOfRange(indexes, from, indexes.length),
            Arrays.copyOfRange(accumulators, from, indexes.length));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Slices<?> that
        && Arrays.equals(indexes, that.indexes)
        && Arrays.equals(accumulators, that.accumulators);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(indexes) + Arrays.hashCode(accumulators);
  }

  @Override
  public String toString() {
    return "Slices" + Arrays.toString(indexes) + Arrays.toString(accumulators);
  }
}
