package io.surge.transforms;

import io.surge.domain.DriverTrack;
import io.surge.sliding.StateVersion;
import io.surge.sliding.ValueBytes;
import java.io.IOException;

/**
 * A version, then the fixes, each by what differs from the one before: a driver that stays in its
 * zone costs some three bytes a fix. Savepoints hold these bytes.
 */
final class DriverTrackBytes {
  private static final int VERSION = 1;
  private static final int AVAILABLE = 1;
  private static final int SAME_ZONE = 2;
  private static final int FLAG_BITS = 2;

  private DriverTrackBytes() {}

  static void write(DriverTrack track, ValueBytes out) {
    out.write(VERSION);
    out.writeVarInt(track.count());
    track.forEachFix(new Writer(out));
  }

  private static final class Writer implements DriverTrack.FixConsumer {
    private final ValueBytes out;
    private long formerTimestamp;
    private long formerZone;

    Writer(ValueBytes out) {
      this.out = out;
    }

    @Override
    public void accept(long timestamp, long zoneCode, boolean available) {
      boolean sameZone = zoneCode == formerZone;
      int flags = (available ? AVAILABLE : 0) | (sameZone ? SAME_ZONE : 0);
      out.writeVarInt(((timestamp - formerTimestamp) << FLAG_BITS) | flags);
      if (!sameZone) {
        out.writeFixed(zoneCode);
      }
      formerTimestamp = timestamp;
      formerZone = zoneCode;
    }
  }

  /**
   * Reads a track from where the reader stands.
   *
   * @throws IOException if its bytes are of another version
   */
  static DriverTrack read(ByteReader in) throws IOException {
    StateVersion.require(in.readByte(), VERSION);
    int count = (int) in.readVarInt();
    DriverTrack.Builder track = new DriverTrack.Builder(count);
    long timestamp = 0;
    long zoneCode = 0;
    for (int i = 0; i < count; i++) {
      long next = in.readVarInt();
      timestamp += next >> FLAG_BITS;
      if ((next & SAME_ZONE) == 0) {
        zoneCode = in.readFixed();
      }
      track.add(timestamp, zoneCode, (next & AVAILABLE) != 0);
    }
    return track.build();
  }
}
