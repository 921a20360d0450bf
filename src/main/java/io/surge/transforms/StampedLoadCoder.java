package io.surge.transforms;

import io.surge.sliding.SignedVarInt;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;

/** The versioned profile, then when it last changed. Savepoints hold these bytes. */
final class StampedLoadCoder extends AtomicCoder<StampedLoad> {
  private static final long serialVersionUID = 1L;
  private static final LoadProfileCoder PROFILES = new LoadProfileCoder();

  @Override
  public void encode(StampedLoad load, OutputStream out) throws IOException {
    PROFILES.encode(load.profile(), out);
    SignedVarInt.encode(load.seenAt(), out);
    SignedVarInt.encode(load.inTime(), out);
    SignedVarInt.encode(load.watermark(), out);
  }

  @Override
  public StampedLoad decode(InputStream in) throws IOException {
    return new StampedLoad(
        PROFILES.decode(in),
        SignedVarInt.decode(in),
        SignedVarInt.decode(in),
        SignedVarInt.decode(in));
  }
}
