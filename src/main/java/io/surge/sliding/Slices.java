package io.surge.sliding;

import java.util.Arrays;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * The slices of a key that hold an element, by ascending index. Immutable. Two arrays and no object
 * a slice: each object fewer is one that need not be fetched from memory or, where there are many
 * keys, made from bytes.
 */
final class Slices<AccumT> {
  private final long[] indexes;
  private final AccumT[] accumulators;

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
    return new Slices<>(indexes, replaced);
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
    if (isEmpty()) {
      return null;
    }
    long[] changedIndexes = new long[indexes.length];
    AccumT[] changed = array(indexes.length);
    int count = 0;
    int formerPlace = former.placeOf(indexes[0]);
    for (int place = 0; place < indexes.length; place++) {
      boolean wasThere = former.isAt(formerPlace, indexes[place]);
      if (!wasThere || former.accumulators[formerPlace] != accumulators[place]) {
        changedIndexes[count] = indexes[place];
        changed[count] = accumulators[place];
        count++;
      }
      formerPlace += wasThere ? 1 : 0;
    }
    return formerPlace < former.count()
        ? null
        : new Slices<>(Arrays.copyOf(changedIndexes, count), Arrays.copyOf(changed, count));
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
