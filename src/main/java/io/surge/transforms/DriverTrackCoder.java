package io.surge.transforms;

import io.surge.domain.DriverTrack;
import io.surge.domain.DriverTrack.Fix;
import io.surge.domain.Zone;
import io.surge.sliding.StateVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.util.VarInt;

/**
 * A version, then the fixes, each by what differs from the one before: a driver that stays in its
 * zone costs some three bytes a fix. Savepoints hold these bytes.
 */
final class DriverTrackCoder extends AtomicCoder<DriverTrack> {
  private static final long serialVersionUID = 1L;
  private static final int VERSION = 1;
  private static final int AVAILABLE = 1;
  private static final int SAME_ZONE = 2;
  private static final int FLAG_BITS = 2;

  @Override
  public void encode(DriverTrack track, OutputStream out) throws IOException {
    out.write(VERSION);
    List<Fix> fixes = track.fixes();
    VarInt.encode(fixes.size(), out);
    Fix former = new Fix(0, new Zone(0), false);
    for (Fix fix : fixes) {
      boolean sameZone = fix.zone().equals(former.zone());
      int flags = (fix.available() ? AVAILABLE : 0) | (sameZone ? SAME_ZONE : 0);
      VarInt.encode(((fix.timestamp() - former.timestamp()) << FLAG_BITS) | flags, out);
      if (!sameZone) {
        Bytes.writeFixed(fix.zone().code(), out);
      }
      former = fix;
    }
  }

  @Override
  public DriverTrack decode(InputStream in) throws IOException {
    StateVersion.read(in, VERSION);
    int count = VarInt.decodeInt(in);
    List<Fix> fixes = new ArrayList<>(count);
    Fix former = new Fix(0, new Zone(0), false);
    for (int i = 0; i < count; i++) {
      long next = VarInt.decodeLong(in);
      long timestamp = former.timestamp() + (next >> FLAG_BITS);
      boolean sameZone = (next & SAME_ZONE) != 0;
      Zone zone = sameZone ? former.zone() : new Zone(Bytes.readFixed(in));
      former = new Fix(timestamp, zone, (next & AVAILABLE) != 0);
      fixes.add(former);
    }
    return DriverTrack.of(fixes);
  }
}
