package io.surge.sliding;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.apache.beam.sdk.coders.Coder;

/**
 * The accumulators of slices in bytes, each of which is read when it is asked for: an element
 * changes one slice, and what others hold need not be understood for it.
 */
final class PackedAccumulators<AccumT> {
  private final Coder<AccumT> coder;
  private final long[] indexes;
  private final byte[] bytes;

  /** Where the bytes of each begin, and behind them those of the last end. */
  private final int[] bounds;

  /**
   * The arrays must not change any more.
   *
   * @param indexes of the slices, ascending
   * @param bounds where in the bytes the accumulators of each begin, and where the last ones end
   */
  PackedAccumulators(Coder<AccumT> coder, long[] indexes, byte[] bytes, int[] bounds) {
    this.coder = coder;
    this.indexes = indexes;
    this.bytes = bytes;
    this.bounds = bounds;
  }

  long[] indexes() {
    return indexes;
  }

  AccumT read(long index) {
    int at = placeOf(index);
    try {
      return coder.decode(ValueStream.of(bytes, bounds[at], lengthAt(at)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where a slice that is here stands among the others. */
  int placeOf(long index) {
    return Arrays.binarySearch(indexes, index);
  }

  int lengthAt(int place) {
    return bounds[place + 1] - bounds[place];
  }

  /** Copies the bytes of one and of those that follow it. */
  void copyTo(ValueBytes out, int place, int count) {
    out.write(bytes, bounds[place], bounds[place + count] - bounds[place]);
  }
}
