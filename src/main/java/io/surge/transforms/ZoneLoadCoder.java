package io.surge.transforms;

import io.surge.domain.ZoneLoad;
import io.surge.sliding.SignedVarInt;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;

/** Demand, supply. */
final class ZoneLoadCoder extends AtomicCoder<ZoneLoad> {
  private static final long serialVersionUID = 1L;

  @Override
  public void encode(ZoneLoad load, OutputStream out) throws IOException {
    SignedVarInt.encode(load.demand(), out);
    SignedVarInt.encode(load.supply(), out);
  }

  @Override
  public ZoneLoad decode(InputStream in) throws IOException {
    return new ZoneLoad(SignedVarInt.decode(in), SignedVarInt.decode(in));
  }
}
