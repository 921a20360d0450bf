package io.surge.sliding;

import io.surge.sliding.FiredWindows.FiredWindow;
import io.surge.sliding.KeyState.Live;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.StructuredCoder;
import org.apache.beam.sdk.util.VarInt;

/**
 * The bytes of a {@link KeyState}. Savepoints hold them, here and in {@link EntryBytes}: a change
 * of format needs a new first byte of both.
 */
final class KeyStateCoder<AccumT> extends StructuredCoder<KeyState<AccumT>> {
  private static final long serialVersionUID = 1L;
  private static final int VERSION = 2;

  private static final int SPOKEN = 1;
  private static final int WAITING = 2;
  private static final int EXPECTED_BYTES = 256;

  private final Coder<AccumT> accumulatorCoder;

  KeyStateCoder(Coder<AccumT> accumulatorCoder) {
    this.accumulatorCoder = accumulatorCoder;
  }

  /** How the same states are kept in memory. */
  StatePacking<AccumT> packing() {
    return new StatePacking<>(accumulatorCoder);
  }

  @Override
  public void encode(KeyState<AccumT> state, OutputStream out) throws IOException {
    ValueBytes bytes = new ValueBytes(EXPECTED_BYTES);
    write(state, bytes);
    out.write(VERSION);
    VarInt.encode(bytes.size(), out);
    bytes.writeTo(out);
  }

  /** Writes a state for which somebody else keeps the version and the length. */
  void write(KeyState<AccumT> state, ValueBytes out) throws IOException {
    SignedVarInt.encode(state.closedThrough(), out);
    encodeSlices(state.slices(), state.closedThrough(), out);
    encodeFired(state.fired(), state.closedThrough(), out);
    encodeLive(state.live(), out);
    SignedVarInt.encode(state.wakeAt(), out);
  }

  void encodeSlices(Slices<AccumT> slices, long base, ValueBytes out) throws IOException {
    out.writeVarInt(slices.count());
    long former = base;
    for (int i = 0; i < slices.count(); i++) {
      SignedVarInt.encode(slices.indexAt(i) - former, out);
      former = slices.indexAt(i);
      slices.encodeAccumulator(i, accumulatorCoder, out);
    }
  }

  static void encodeFired(FiredWindows fired, long base, ValueBytes out) throws IOException {
    out.writeVarInt(fired.count());
    long former = base;
    for (int i = 0; i < fired.count(); i++) {
      FiredWindow window = fired.at(i);
      SignedVarInt.encode(window.window() - former, out);
      former = window.window();
      out.writeVarInt(window.panes());
      out.writeVarInt(window.finals());
    }
  }

  static void encodeLive(Live live, ValueBytes out) throws IOException {
    out.write((live.spoken() ? SPOKEN : 0) | (live.waiting() ? WAITING : 0));
    SignedVarInt.encode(live.newestSlice(), out);
    SignedVarInt.encode(live.spokenAt(), out);
    out.writeFixed(live.signal());
  }

  @Override
  public KeyState<AccumT> decode(InputStream in) throws IOException {
    StateVersion.read(in, VERSION);
    return read(ValueStream.of(in, VarInt.decodeInt(in)));
  }

  /** Reads what {@link #write} has written. */
  KeyState<AccumT> read(ValueStream in) throws IOException {
    long closedThrough = SignedVarInt.decode(in);
    Slices<AccumT> slices = decodeSlices(closedThrough, in);
    FiredWindows fired = decodeFired(closedThrough, in);
    return new KeyState<>(slices, fired, closedThrough, decodeLive(in), SignedVarInt.decode(in));
  }

  Slices<AccumT> decodeSlices(long base, ValueStream in) throws IOException {
    int count = Math.toIntExact(in.readVarInt());
    long[] indexes = new long[count];
    AccumT[] accumulators = Slices.array(count);
    long former = base;
    for (int i = 0; i < count; i++) {
      former += SignedVarInt.decode(in);
      indexes[i] = former;
      accumulators[i] = accumulatorCoder.decode(in);
    }
    return new Slices<>(indexes, accumulators);
  }

  static FiredWindows decodeFired(long base, ValueStream in) throws IOException {
    FiredWindow[] windows = new FiredWindow[Math.toIntExact(in.readVarInt())];
    long former = base;
    for (int i = 0; i < windows.length; i++) {
      former += SignedVarInt.decode(in);
      windows[i] = new FiredWindow(former, in.readVarInt(), in.readVarInt());
    }
    return FiredWindows.of(windows);
  }

  static Live decodeLive(ValueStream in) throws IOException {
    int flags = in.read();
    long newestSlice = SignedVarInt.decode(in);
    long spokenAt = SignedVarInt.decode(in);
    long signal = in.readFixed();
    return new Live(newestSlice, (flags & SPOKEN) != 0, signal, spokenAt, (flags & WAITING) != 0);
  }

  @Override
  public List<? extends Coder<?>> getCoderArguments() {
    return List.of(accumulatorCoder);
  }

  @Override
  public void verifyDeterministic() throws NonDeterministicException {
    accumulatorCoder.verifyDeterministic();
  }
}
