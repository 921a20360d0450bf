package io.surge.transforms;

import io.surge.domain.QuoteTiming;
import io.surge.sliding.SignedVarInt;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;

/** All fields in their order. */
final class ZonePaneCoder extends AtomicCoder<ZonePane> {
  private static final long serialVersionUID = 1L;
  private static final ZoneLoadCoder LOADS = new ZoneLoadCoder();

  @Override
  public void encode(ZonePane pane, OutputStream out) throws IOException {
    SignedVarInt.encode(pane.end(), out);
    Bytes.writeText(pane.timing().name(), out);
    out.write(pane.newest() ? 1 : 0);
    SignedVarInt.encode(pane.inTime(), out);
    LOADS.encode(pane.load(), out);
  }

  @Override
  public ZonePane decode(InputStream in) throws IOException {
    return new ZonePane(
        SignedVarInt.decode(in),
        QuoteTiming.valueOf(Bytes.readText(in)),
        in.read() == 1,
        SignedVarInt.decode(in),
        LOADS.decode(in));
  }
}
