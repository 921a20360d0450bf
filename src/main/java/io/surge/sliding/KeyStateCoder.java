package io.surge.sliding;

import io.surge.sliding.KeyState.FiredWindow;
import io.surge.sliding.KeyState.Live;
import io.surge.sliding.KeyState.Slice;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.StructuredCoder;
import org.apache.beam.sdk.util.VarInt;

/**
 * The bytes of a {@link KeyState}. Savepoints hold them: a change of format needs a new first byte
 * and a decoder that still reads the old one.
 */
final class KeyStateCoder<AccumT> extends StructuredCoder<KeyState<AccumT>> {
  private static final long serialVersionUID = 1L;
  private static final int VERSION = 1;
  private static final int SPOKEN = 1;
  private static final int WAITING = 2;

  private final Coder<AccumT> accumulatorCoder;

  KeyStateCoder(Coder<AccumT> accumulatorCoder) {
    this.accumulatorCoder = accumulatorCoder;
  }

  @Override
  public void encode(KeyState<AccumT> state, OutputStream out) throws IOException {
    out.write(VERSION);
    SignedVarInt.encode(state.closedThrough(), out);
    VarInt.encode(state.slices().size(), out);
    long former = state.closedThrough();
    for (Slice<AccumT> slice : state.slices()) {
      SignedVarInt.encode(slice.index() - former, out);
      former = slice.index();
      accumulatorCoder.encode(slice.accumulator(), out);
    }
    VarInt.encode(state.fired().size(), out);
    former = state.closedThrough();
    for (FiredWindow window : state.fired()) {
      SignedVarInt.encode(window.window() - former, out);
      former = window.window();
      VarInt.encode(window.panes(), out);
      VarInt.encode(window.finals(), out);
    }
    encodeLive(state.live(), out);
    SignedVarInt.encode(state.wakeAt(), out);
  }

  private static void encodeLive(Live live, OutputStream out) throws IOException {
    out.write((live.spoken() ? SPOKEN : 0) | (live.waiting() ? WAITING : 0));
    SignedVarInt.encode(live.newestSlice(), out);
    SignedVarInt.encode(live.spokenAt(), out);
    new DataOutputStream(out).writeLong(live.signal());
  }

  @Override
  public KeyState<AccumT> decode(InputStream in) throws IOException {
    StateVersion.read(in, VERSION);
    long closedThrough = SignedVarInt.decode(in);
    int sliceCount = VarInt.decodeInt(in);
    List<Slice<AccumT>> slices = new ArrayList<>(sliceCount);
    long former = closedThrough;
    for (int i = 0; i < sliceCount; i++) {
      former += SignedVarInt.decode(in);
      slices.add(new Slice<>(former, accumulatorCoder.decode(in)));
    }
    int firedCount = VarInt.decodeInt(in);
    List<FiredWindow> fired = new ArrayList<>(firedCount);
    former = closedThrough;
    for (int i = 0; i < firedCount; i++) {
      former += SignedVarInt.decode(in);
      fired.add(new FiredWindow(former, VarInt.decodeLong(in), VarInt.decodeLong(in)));
    }
    return new KeyState<>(slices, fired, closedThrough, decodeLive(in), SignedVarInt.decode(in));
  }

  private static Live decodeLive(InputStream in) throws IOException {
    int flags = in.read();
    long newestSlice = SignedVarInt.decode(in);
    long spokenAt = SignedVarInt.decode(in);
    long signal = new DataInputStream(in).readLong();
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
