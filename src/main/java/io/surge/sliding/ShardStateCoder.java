package io.surge.sliding;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;

/** A version, then the times and the stamp. Savepoints hold these bytes. */
final class ShardStateCoder extends AtomicCoder<ShardState> {
  private static final long serialVersionUID = 1L;
  private static final int VERSION = 2;

  @Override
  public void encode(ShardState state, OutputStream out) throws IOException {
    out.write(VERSION);
    SignedVarInt.encode(state.wakeAt(), out);
    SignedVarInt.encode(state.earlyAt(), out);
    SignedVarInt.encode(state.reached(), out);
    new DataOutputStream(out).writeLong(state.stamp());
  }

  @Override
  public ShardState decode(InputStream in) throws IOException {
    StateVersion.read(in, VERSION);
    return new ShardState(
        SignedVarInt.decode(in),
        SignedVarInt.decode(in),
        SignedVarInt.decode(in),
        new DataInputStream(in).readLong());
  }
}
