package io.surge.transforms;

import io.surge.domain.DriverTrack;
import io.surge.domain.DriverTrack.FixConsumer;
import io.surge.sliding.StateVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
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
    VarInt.encode(track.count(), out);
    track.forEachFix(new Encoder(out));
  }

  private static final class Encoder implements FixConsumer<IOException> {
    private final OutputStream out;
    private long formerTimestamp;
    private long formerZone;

    Encoder(OutputStream out) {
      this.out = out;
    }

    @Override
    public void accept(long timestamp, long zoneCode, boolean available) throws IOException {
      boolean sameZone = zoneCode == formerZone;
      int flags = (available ? AVAILABLE : 0) | (sameZone ? SAME_ZONE : 0);
      VarInt.encode(((timestamp - formerTimestamp) << FLAG_BITS) | flags, out);
      if (!sameZone) {
        Bytes.writeFixed(zoneCode, out);
      }
      formerTimestamp = timestamp;
      formerZone = zoneCode;
    }
  }

  @Override
  public DriverTrack decode(InputStream in) throws IOException {
    StateVersion.read(in, VERSION);
    int count = VarInt.decodeInt(in);
    DriverTrack.Builder track = new DriverTrack.Builder(count);
    long timestamp = 0;
    long zoneCode = 0;
    for (int i = 0; i < count; i++) {
      long next = VarInt.decodeLong(in);
      timestamp += next >> FLAG_BITS;
      if ((next & SAME_ZONE) == 0) {
        zoneCode = Bytes.readFixed(in);
      }
      track.add(timestamp, zoneCode, (next & AVAILABLE) != 0);
    }
    return track.build();
  }
}
