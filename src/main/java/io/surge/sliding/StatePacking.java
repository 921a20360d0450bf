package io.surge.sliding;

import java.io.IOException;
import org.apache.beam.sdk.coders.Coder;

/**
 * The bytes of a {@link KeyState} in memory: no state and no savepoint holds them. Accumulators
 * come last and with their lengths, so that what has not changed is copied and not read.
 */
final class StatePacking<AccumT> {
  private static final int EXPECTED_BYTES = 256;

  private final Coder<AccumT> accumulatorCoder;
  private final ValueBytes accumulators = new ValueBytes(EXPECTED_BYTES);

  StatePacking(Coder<AccumT> accumulatorCoder) {
    this.accumulatorCoder = accumulatorCoder;
  }

  void write(KeyState<AccumT> state, ValueBytes out) throws IOException {
    SignedVarInt.encode(state.closedThrough(), out);
    SignedVarInt.encode(state.wakeAt(), out);
    KeyStateCoder.encodeLive(state.live(), out);
    KeyStateCoder.encodeFired(state.fired(), state.closedThrough(), out);
    writeSlices(state.slices(), state.closedThrough(), out);
  }

  private void writeSlices(Slices<AccumT> slices, long base, ValueBytes out) throws IOException {
    out.writeVarInt(slices.count());
    long former = base;
    for (int i = 0; i < slices.count(); i++) {
      SignedVarInt.encode(slices.indexAt(i) - former, out);
      former = slices.indexAt(i);
    }
    accumulators.clear();
    slices.encodeAccumulators(accumulatorCoder, accumulators, out::writeVarInt);
    out.write(accumulators);
  }

  /** Reads what {@link #write} has written; the array must not change any more. */
  KeyState<AccumT> read(byte[] bytes, int offset, int length) throws IOException {
    ValueStream in = ValueStream.of(bytes, offset, length);
    long closedThrough = SignedVarInt.decode(in);
    long wakeAt = SignedVarInt.decode(in);
    KeyState.Live live = KeyStateCoder.decodeLive(in);
    FiredWindows fired = KeyStateCoder.decodeFired(closedThrough, in);
    Slices<AccumT> slices = readSlices(closedThrough, in, bytes);
    return new KeyState<>(slices, fired, closedThrough, live, wakeAt);
  }

  private Slices<AccumT> readSlices(long base, ValueStream in, byte[] bytes) throws IOException {
    int count = Math.toIntExact(in.readVarInt());
    long[] indexes = new long[count];
    int[] bounds = new int[count + 1];
    long former = base;
    for (int i = 0; i < count; i++) {
      former += SignedVarInt.decode(in);
      indexes[i] = former;
    }
    for (int i = 0; i < count; i++) {
      bounds[i + 1] = bounds[i] + Math.toIntExact(in.readVarInt());
    }
    for (int i = 0; i <= count; i++) {
      bounds[i] += in.position();
    }
    return Slices.packed(new PackedAccumulators<>(accumulatorCoder, indexes, bytes, bounds));
  }
}
