package io.surge.transforms;

import io.surge.domain.DriverTrack;
import io.surge.domain.DriverTrack.Extension;
import io.surge.domain.DriverTrack.Fix;
import io.surge.domain.Zone;
import io.surge.sliding.StateVersion;
import io.surge.sliding.ValueBytes;
import java.io.IOException;

/**
 * A version, then the fixes, each by what differs from the one before: a driver that stays in its
 * zone costs some three bytes a fix. Where the track before is known, it is enough to tell how it
 * has been extended. Savepoints hold these bytes.
 */
final class DriverTrackBytes {
  private static final int WHOLE = 1;
  private static final int EXTENSION = 2;
  private static final int AVAILABLE = 1;
  private static final int SAME_ZONE = 2;
  private static final int FLAG_BITS = 2;

  private DriverTrackBytes() {}

  static void write(DriverTrack track, ValueBytes out) {
    out.write(WHOLE);
    out.writeVarInt(track.count());
    track.forEachFix(new Writer(out, 0, 0));
  }

  /** What makes this track of the former one. */
  static void writeChange(DriverTrack former, DriverTrack track, ValueBytes out) {
    Extension extension = track.extensionOf(former);
    if (extension == null) {
      write(track, out);
    } else {
      Fix before = former.last();
      Fix fix = extension.fix();
      out.write(EXTENSION);
      out.writeVarInt(extension.forgotten());
      new Writer(out, before.timestamp(), before.zone().code())
          .accept(fix.timestamp(), fix.zone().code(), fix.available());
    }
  }

  private static final class Writer implements DriverTrack.FixConsumer {
    private final ValueBytes out;
    private long formerTimestamp;
    private long formerZone;

    Writer(ValueBytes out, long formerTimestamp, long formerZone) {
      this.out = out;
      this.formerTimestamp = formerTimestamp;
      this.formerZone = formerZone;
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
    StateVersion.require(in.readByte(), WHOLE);
    return readWhole(in);
  }

  /**
   * Reads what the former track has become.
   *
   * @throws IOException if its bytes are of another version
   */
  static DriverTrack readChange(DriverTrack former, ByteReader in) throws IOException {
    int version = in.readByte();
    if (version == EXTENSION) {
      return readExtension(former, in);
    }
    StateVersion.require(version, WHOLE);
    return readWhole(in);
  }

  private static DriverTrack readWhole(ByteReader in) {
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

  private static DriverTrack readExtension(DriverTrack former, ByteReader in) {
    int forgotten = (int) in.readVarInt();
    Fix before = former.last();
    long next = in.readVarInt();
    Zone zone = (next & SAME_ZONE) == 0 ? new Zone(in.readFixed()) : before.zone();
    long timestamp = before.timestamp() + (next >> FLAG_BITS);
    return former.extendedBy(
        new Extension(forgotten, new Fix(timestamp, zone, (next & AVAILABLE) != 0)));
  }
}
