package io.surge.transforms;

import io.surge.domain.DriverUpdate;
import io.surge.domain.InputRecord;
import io.surge.domain.RideEvent;
import io.surge.domain.RideRequest;
import io.surge.sliding.SignedVarInt;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.NullableCoder;

/** A byte that tells which event it is, then the event. */
final class RideEventCoder extends AtomicCoder<RideEvent> {
  private static final long serialVersionUID = 1L;
  private static final int REQUEST = 0;
  private static final int UPDATE = 1;
  private static final ZoneCoder ZONES = new ZoneCoder();
  private static final DriverUpdateCoder UPDATES = new DriverUpdateCoder();
  private static final Coder<InputRecord> ORIGINS = NullableCoder.of(new InputRecordCoder());

  @Override
  public void encode(RideEvent event, OutputStream out) throws IOException {
    if (event instanceof DriverUpdate update) {
      out.write(UPDATE);
      UPDATES.encode(update, out);
    } else {
      out.write(REQUEST);
      ZONES.encode(event.zone(), out);
      SignedVarInt.encode(event.timestamp(), out);
      ORIGINS.encode(event.origin(), out);
    }
  }

  @Override
  public RideEvent decode(InputStream in) throws IOException {
    return in.read() == UPDATE
        ? UPDATES.decode(in)
        : new RideRequest(ZONES.decode(in), SignedVarInt.decode(in), ORIGINS.decode(in));
  }
}
