package io.surge.sliding;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntConsumer;
import org.apache.beam.sdk.coders.Coder;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * The slices of a key that hold an element, by ascending index. Immutable. Two arrays and no object
 * a slice: each object fewer is one that need not be fetched from memory or, where there are many
 * keys, made from bytes.
 */
final class Slices<AccumT> {
  /** For a slice that was there and no longer is. */
  private static final int MISSING = -1;

  /** Stands for an accumulator that was not asked for yet, and is in bytes. */
  private static final Object PACKED = new Object();

  private final long[] indexes;
  private final AccumT[] accumulators;
  private final @Nullable PackedAccumulators<AccumT> packed;

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
    this(indexes, accumulators, null);
  }

  private Slices(
      long[] indexes, AccumT[] accumulators, @Nullable PackedAccumulators<AccumT> packed) {
    this.indexes = indexes;
    this.accumulators = accumulators;
    this.packed = packed;
  }

  /** Slices whose accumulators are in bytes. */
  @SuppressWarnings("unchecked") // nobody is given what stands for an accumulator
  static <AccumT> Slices<AccumT> packed(PackedAccumulators<AccumT> packed) {
    AccumT[] accumulators = array(packed.indexes().length);
    Arrays.fill(accumulators, (AccumT) PACKED);
    return new Slices<>(packed.indexes(), accumulators, packed);
  }

  /** Whether there may be accumulators in bytes. */
  boolean isPacked() {
    return packed != null;
  }

  /** The same slices, none of them in bytes. */
  Slices<AccumT> unpacked() {
    return new Slices<>(indexes, unpackedAccumulators());
  }

  private AccumT[] unpackedAccumulators() {
    unpack(0, count());
    return accumulators;
  }

  private void unpack(int from, int to) {
    for (int at = from; at < to; at++) {
      if (isPacked(at)) {
        accumulators[at] = packed.read(indexes[at]);
      }
    }
  }

  private boolean isPacked(int at) {
    return accumulators[at] == PACKED;
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
    unpack(at, at + 1);
    return accumulators[at];
  }

  /** Writes an accumulator as the coder does; one that is in bytes must have come from it. */
  void encodeAccumulator(int at, Coder<AccumT> coder, ValueBytes out) throws IOException {
    if (isPacked(at)) {
      packed.copyTo(out, packed.placeOf(indexes[at]), 1);
    } else {
      coder.encode(accumulators[at], out);
    }
  }

  /**
   * Writes all accumulators, as {@link #encodeAccumulator} does.
   *
   * @param lengths is told how many bytes each has
   */
  void encodeAccumulators(Coder<AccumT> coder, ValueBytes out, IntConsumer lengths)
      throws IOException {
    int copied = copyHead(out, lengths);
    for (int at = copied; at < count(); at++) {
      int begin = out.size();
      encodeAccumulator(at, coder, out);
      lengths.accept(out.size() - begin);
    }
  }

  /** Copies those of the first slices that are in bytes: none is missing there between them. */
  private int copyHead(ValueBytes out, IntConsumer lengths) {
    if (isEmpty() || !isPacked(0)) {
      return 0;
    }
    int place = packed.placeOf(indexes[0]);
    int count = 0;
    while (count < count() && isPacked(count)) {
      lengths.accept(packed.lengthAt(place + count));
      count++;
    }
    packed.copyTo(out, place, count);
    return count;
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
    unpack(from, to);
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
    both[1] = accumulatorAt(accumulators.length - 1);
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
    Slices<AccumT> others = new Slices<>(indexes, replaced, packed);
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
    return new Slices<>(moreIndexes, moreAccumulators, packed);
  }

  /** These slices, and others between them or in their place. */
  Slices<AccumT> with(Slices<AccumT> others) {
    Slices<AccumT> both = this;
    for (int i = 0; i < others.count(); i++) {
      int place = both.placeOf(others.indexes[i]);
      both =
          both.isAt(place, others.indexes[i])
              ? both.replacing(place, others.accumulatorAt(i))
              : both.inserting(place, others.indexes[i], others.accumulatorAt(i));
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
      if (!wasThere || !isSame(place, former, formerPlace)) {
        if (count < changed.length) {
          changedIndexes[count] = indexes[place];
          changed[count] = accumulatorAt(place);
        }
        count++;
      }
      formerPlace += wasThere ? 1 : 0;
    }
    return formerPlace < former.count() ? MISSING : count;
  }

  private boolean isSame(int place, Slices<AccumT> former, int formerPlace) {
    return accumulators[place] == former.accumulators[formerPlace]
        && (packed == former.packed || !isPacked(place));
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
            Arrays.copyOfRange(accumulators, from, indexes.length),
            packed);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Slices<?> that
        && Arrays.equals(indexes, that.indexes)
        && Arrays.equals(unpackedAccumulators(), that.unpackedAccumulators());
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(indexes) + Arrays.hashCode(unpackedAccumulators());
  }

  @Override
  public String toString() {
    return "Slices" + Arrays.toString(indexes) + Arrays.toString(unpackedAccumulators());
  }
}
