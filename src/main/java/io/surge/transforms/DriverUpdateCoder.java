package io.surge.transforms;

import io.surge.domain.DriverUpdate;
import io.surge.domain.InputRecord;
import io.surge.sliding.SignedVarInt;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.NullableCoder;

/** Who, where, when and whether free, and the record behind it where it travels along. */
final class DriverUpdateCoder extends AtomicCoder<DriverUpdate> {
  private static final long serialVersionUID = 1L;
  private static final ZoneCoder ZONES = new ZoneCoder();
  private static final Coder<InputRecord> ORIGINS = NullableCoder.of(new InputRecordCoder());

  @Override
  public void encode(DriverUpdate update, OutputStream out) throws IOException {
    Bytes.writeText(update.driverId(), out);
    ZONES.encode(update.zone(), out);
    out.write(update.available() ? 1 : 0);
    SignedVarInt.encode(update.timestamp(), out);
    ORIGINS.encode(update.origin(), out);
  }

  @Override
  public DriverUpdate decode(InputStream in) throws IOException {
    return new DriverUpdate(
        Bytes.readText(in),
        ZONES.decode(in),
        in.read() == 1,
        SignedVarInt.decode(in),
        ORIGINS.decode(in));
  }
}
