package io.surge.transforms;

import io.surge.sliding.SignedVarInt;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;

/** The change, then when it was seen. */
final class StampedChangeCoder extends AtomicCoder<StampedChange> {
  private static final long serialVersionUID = 1L;
  private static final LoadChangeCoder CHANGES = new LoadChangeCoder();

  @Override
  public void encode(StampedChange stamped, OutputStream out) throws IOException {
    CHANGES.encode(stamped.change(), out);
    SignedVarInt.encode(stamped.seenAt(), out);
    out.write(stamped.late() ? 1 : 0);
    SignedVarInt.encode(stamped.watermark(), out);
  }

  @Override
  public StampedChange decode(InputStream in) throws IOException {
    return new StampedChange(
        CHANGES.decode(in), SignedVarInt.decode(in), in.read() == 1, SignedVarInt.decode(in));
  }
}
