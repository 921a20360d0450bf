package io.surge.transforms;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.surge.domain.DriverTrack;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.apache.beam.sdk.util.VarInt;

/**
 * The tracks of some drivers, packed into one array of bytes: a single entry of state. Entry by
 * entry is what a state backend copies, looks up and writes, and what a collection of garbage
 * follows, so that few entries cost less than many small ones; and a batch that holds several
 * drivers of a bucket reads and writes it once. Immutable.
 */
final class DriverBucket {
  /** Nobody is known. */
  static final DriverBucket EMPTY = new DriverBucket(new byte[0]);

  /** A shard has so many, for a dozen drivers or so in each when there are a million. */
  private static final int BUCKETS = 2_048;

  private static final List<String> NAMES =
      IntStream.range(0, BUCKETS).mapToObj(Integer::toString).toList();

  /** From Murmur3's finalizer: spreads hashes, and otherwise than the shards are told apart. */
  private static final int MULTIPLIER = 0x85EBCA6B;

  /** Leaves the upper bits of a number, as many as tell the buckets apart. */
  private static final int NUMBER_SHIFT = Integer.numberOfLeadingZeros(BUCKETS - 1);

  /** Of a bucket that takes in nobody more: several dozen drivers. */
  private static final int FULL_BYTES = 4_096;

  private static final DriverTrackCoder TRACKS = new DriverTrackCoder();

  /** For each driver the length and the bytes of its id, and those of its track. */
  private final byte[] packed;

  private DriverBucket(byte[] packed) {
    this.packed = packed;
  }

  static DriverBucket ofBytes(byte[] packed) {
    return new DriverBucket(packed);
  }

  byte[] toBytes() {
    return packed;
  }

  /** The name of a driver's bucket within its shard. Savepoints rely on it staying the same. */
  static String nameOf(String driverId) {
    return NAMES.get((driverId.hashCode() * MULTIPLIER) >>> NUMBER_SHIFT);
  }

  boolean isFull() {
    return packed.length >= FULL_BYTES;
  }

  boolean holds(String driverId) {
    return new Cursor().find(driverId.getBytes(UTF_8));
  }

  boolean isEmpty() {
    return packed.length == 0;
  }

  /** This bucket with one driver's track changed; who has an empty track then is forgotten. */
  DriverBucket changing(String driverId, UnaryOperator<DriverTrack> change) {
    byte[] id = driverId.getBytes(UTF_8);
    Cursor cursor = new Cursor();
    boolean known = cursor.find(id);
    DriverTrack former = known ? cursor.track() : DriverTrack.NONE;
    DriverTrack track = change.apply(former);
    if (track.equals(former)) {
      return this;
    }
    ByteArrayOutputStream changed = new ByteArrayOutputStream(packed.length + 2 * id.length);
    changed.write(packed, 0, cursor.begin);
    if (!track.isEmpty()) {
      write(id, track, changed);
    }
    changed.write(packed, cursor.end, packed.length - cursor.end);
    return new DriverBucket(changed.toByteArray());
  }

  /** This bucket without the drivers that this does not hold for. */
  DriverBucket keeping(Predicate<DriverTrack> kept) {
    ByteArrayOutputStream keeping = new ByteArrayOutputStream(packed.length);
    Cursor cursor = new Cursor();
    while (cursor.next()) {
      if (kept.test(cursor.track())) {
        keeping.write(packed, cursor.begin, cursor.end - cursor.begin);
      }
    }
    return keeping.size() == packed.length ? this : new DriverBucket(keeping.toByteArray());
  }

  private static void write(byte[] id, DriverTrack track, ByteArrayOutputStream out) {
    ByteArrayOutputStream trackBytes = new ByteArrayOutputStream();
    try {
      TRACKS.encode(track, trackBytes);
      VarInt.encode(id.length, out);
      out.writeBytes(id);
      VarInt.encode(trackBytes.size(), out);
      trackBytes.writeTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DriverBucket that && Arrays.equals(packed, that.packed);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(packed);
  }

  /** Goes from driver to driver; behind the last one what it stands on is empty. */
  private final class Cursor {
    private int begin;
    private int end;
    private int idBegin;
    private int idEnd;
    private int trackBegin;

    boolean find(byte[] id) {
      while (next()) {
        if (Arrays.equals(packed, idBegin, idEnd, id, 0, id.length)) {
          return true;
        }
      }
      return false;
    }

    boolean next() {
      begin = end;
      if (end == packed.length) {
        return false;
      }
      ByteArrayInputStream in = new ByteArrayInputStream(packed, begin, packed.length - begin);
      try {
        int idLength = VarInt.decodeInt(in);
        idBegin = packed.length - in.available();
        idEnd = idBegin + idLength;
        in.skipNBytes(idLength);
        int trackLength = VarInt.decodeInt(in);
        trackBegin = packed.length - in.available();
        end = trackBegin + trackLength;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return true;
    }

    DriverTrack track() {
      try {
        return TRACKS.decode(new ByteArrayInputStream(packed, trackBegin, end - trackBegin));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
