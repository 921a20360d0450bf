package io.surge.sliding;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;

/** A version, then both times. Savepoints hold these bytes. */
final class ShardTimersCoder extends AtomicCoder<ShardTimers> {
  private static final long serialVersionUID = 1L;
  private static final int VERSION = 1;

  @Override
  public void encode(ShardTimers timers, OutputStream out) throws IOException {
    out.write(VERSION);
    SignedVarInt.encode(timers.wakeAt(), out);
    SignedVarInt.encode(timers.earlyAt(), out);
  }

  @Override
  public ShardTimers decode(InputStream in) throws IOException {
    StateVersion.read(in, VERSION);
    return new ShardTimers(SignedVarInt.decode(in), SignedVarInt.decode(in));
  }
}
