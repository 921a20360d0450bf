package io.surge.transforms;

import io.surge.domain.Zone;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;

/** Eight bytes: the key of state and shuffles. */
final class ZoneCoder extends AtomicCoder<Zone> {
  private static final long serialVersionUID = 1L;

  @Override
  public void encode(Zone zone, OutputStream out) throws IOException {
    Bytes.writeFixed(zone.code(), out);
  }

  @Override
  public Zone decode(InputStream in) throws IOException {
    return new Zone(Bytes.readFixed(in));
  }
}
