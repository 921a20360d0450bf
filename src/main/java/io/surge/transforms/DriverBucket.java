package io.surge.transforms;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.surge.domain.DriverTrack;
import io.surge.sliding.ValueBytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * The tracks of some drivers, packed into one array of bytes: drivers one by one are more than a
 * collection of garbage should have to follow.
 *
 * <p>A change is made in the array as long as there is room: a new array for each would be what
 * every collection has to copy.
 */
final class DriverBucket {
  /** Nobody is known. */
  static final DriverBucket EMPTY = ofBytes(new byte[0]);

  /** A shard has so many, for eight drivers or so in each when there are a million. */
  static final int COUNT = 16_384;

  /** From Murmur3's finalizer: spreads hashes, and otherwise than the shards are told apart. */
  private static final int MULTIPLIER = 0x85EBCA6B;

  /** Leaves the upper bits of a number, as many as tell the buckets apart. */
  private static final int NUMBER_SHIFT = Integer.numberOfLeadingZeros(COUNT - 1);

  /** Of a bucket that takes in nobody more: some forty drivers. */
  private static final int FULL_BYTES = 2_048;

  /** About what a track takes, and what the lengths of an id and of a track take at the most. */
  private static final int TRACK_BYTES = 32;

  private static final int LENGTHS_BYTES = 10;

  /** Arrays are as long as some of these, and one or two of them are spare when they are made. */
  private static final int ROOM_BYTES = 32;

  private static final ValueBytes NOTHING = new ValueBytes(1);

  /** For each driver the length and the bytes of its id, and those of its track. */
  private final byte[] packed;

  /** How many bytes of the array are in use. */
  private int length;

  private DriverBucket(byte[] packed, int length) {
    this.packed = packed;
    this.length = length;
  }

  /**
   * @param packed the bucket's own from now on
   */
  static DriverBucket ofBytes(byte[] packed) {
    return new DriverBucket(packed, packed.length);
  }

  /** The same drivers, in an array that nobody else has. */
  DriverBucket copy() {
    return ofBytes(Arrays.copyOf(packed, length));
  }

  /** Not to be changed. */
  byte[] toBytes() {
    return length == packed.length ? packed : Arrays.copyOf(packed, length);
  }

  /** How many bytes it has. */
  int length() {
    return length;
  }

  /** The number of a driver's bucket within its shard. Savepoints rely on it staying the same. */
  static int numberOf(String driverId) {
    return (driverId.hashCode() * MULTIPLIER) >>> NUMBER_SHIFT;
  }

  boolean isFull() {
    return length >= FULL_BYTES;
  }

  boolean isEmpty() {
    return length == 0;
  }

  /** Looks for a driver. */
  Place placeOf(String driverId) {
    return new Place(driverId.getBytes(UTF_8));
  }

  /** What some buckets hold together, which have no driver in common. */
  static DriverBucket all(List<DriverBucket> buckets) {
    byte[] all = new byte[buckets.stream().mapToInt(bucket -> bucket.length).sum()];
    int end = 0;
    for (DriverBucket bucket : buckets) {
      System.arraycopy(bucket.packed, 0, all, end, bucket.length);
      end += bucket.length;
    }
    return ofBytes(all);
  }

  /** Shows each driver's id, and it by itself in a bucket. */
  void forEachDriver(BiConsumer<String, DriverBucket> consumer) {
    Cursor cursor = new Cursor();
    while (cursor.next()) {
      byte[] entry = Arrays.copyOfRange(packed, cursor.begin, cursor.end);
      consumer.accept(cursor.id(), ofBytes(entry));
    }
  }

  /** Shows each driver's id and what becomes of its track, in the order of a journal's bytes. */
  static void forEachChange(
      byte[] journal, BiConsumer<String, UnaryOperator<DriverTrack>> consumer) {
    Cursor cursor = ofBytes(journal).new Cursor();
    while (cursor.next()) {
      consumer.accept(cursor.id(), cursor::trackAfter);
    }
  }

  /** This bucket without the drivers that this does not hold for. */
  DriverBucket keeping(Predicate<DriverTrack> kept) {
    ByteArrayOutputStream keeping = new ByteArrayOutputStream(length);
    Cursor cursor = new Cursor();
    while (cursor.next()) {
      if (kept.test(cursor.track())) {
        keeping.write(packed, cursor.begin, cursor.end - cursor.begin);
      }
    }
    return keeping.size() == length ? this : ofBytes(keeping.toByteArray());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DriverBucket that
        && Arrays.equals(packed, 0, length, that.packed, 0, that.length);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(toBytes());
  }

  /** Where a driver is in this bucket, or where it would be. */
  final class Place {
    private final byte[] id;
    private final Cursor cursor = new Cursor();
    private final boolean taken;

    private Place(byte[] id) {
      this.id = id;
      taken = cursor.find(id);
    }

    /** Whether the bucket has a track of the driver. */
    boolean isTaken() {
      return taken;
    }

    /**
     * The bucket with the driver's track changed, this one where it has room for it; who has an
     * empty track then is forgotten.
     *
     * @param journal gets the driver's id and what has become of its track, if it is another one
     */
    DriverBucket changed(UnaryOperator<DriverTrack> changing, ValueBytes journal) {
      DriverTrack former = taken ? cursor.track() : DriverTrack.NONE;
      DriverTrack track = changing.apply(former);
      if (track.equals(former)) {
        return DriverBucket.this;
      }
      ValueBytes change = new ValueBytes(TRACK_BYTES);
      DriverTrackBytes.writeChange(former, track, change);
      writeEntry(change, journal);
      return with(track.isEmpty() ? NOTHING : entryOf(track));
    }

    private ValueBytes entryOf(DriverTrack track) {
      ValueBytes trackBytes = new ValueBytes(TRACK_BYTES);
      DriverTrackBytes.write(track, trackBytes);
      ValueBytes entry = new ValueBytes(id.length + trackBytes.size() + LENGTHS_BYTES);
      writeEntry(trackBytes, entry);
      return entry;
    }

    private void writeEntry(ValueBytes trackBytes, ValueBytes out) {
      out.writeVarInt(id.length);
      out.write(id, 0, id.length);
      out.writeVarInt(trackBytes.size());
      out.write(trackBytes);
    }

    private DriverBucket with(ValueBytes entry) {
      int tail = length - cursor.end;
      int needed = cursor.begin + entry.size() + tail;
      if (needed == 0) {
        return EMPTY;
      }
      boolean fits = needed <= packed.length && packed.length <= 2 * withRoom(needed);
      byte[] target = fits ? packed : new byte[withRoom(needed)];
      System.arraycopy(packed, cursor.end, target, cursor.begin + entry.size(), tail);
      entry.copyTo(target, cursor.begin);
      if (fits) {
        length = needed;
        return DriverBucket.this;
      }
      System.arraycopy(packed, 0, target, 0, cursor.begin);
      return new DriverBucket(target, needed);
    }

    private static int withRoom(int needed) {
      return (needed / ROOM_BYTES + 2) * ROOM_BYTES;
    }
  }

  /** Goes from driver to driver; behind the last one what it stands on is empty. */
  private final class Cursor {
    private final ByteReader reader = new ByteReader(packed);
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
      if (end == length) {
        return false;
      }
      reader.moveTo(begin);
      int idLength = (int) reader.readVarInt();
      idBegin = reader.position();
      idEnd = idBegin + idLength;
      reader.moveTo(idEnd);
      int trackLength = (int) reader.readVarInt();
      trackBegin = reader.position();
      end = trackBegin + trackLength;
      return true;
    }

    String id() {
      return new String(packed, idBegin, idEnd - idBegin, UTF_8);
    }

    DriverTrack track() {
      reader.moveTo(trackBegin);
      try {
        return DriverTrackBytes.read(reader);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    DriverTrack trackAfter(DriverTrack former) {
      reader.moveTo(trackBegin);
      try {
        return DriverTrackBytes.readChange(former, reader);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
