package io.surge.sliding;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/**
 * The bytes of one value, taken at once from where they were: a stream of a state backend asked
 * byte by byte goes through several others for each. For one thread, without the lock of the JDK's
 * own.
 */
final class ValueStream extends InputStream {
  private static final int VARINT_BITS = 7;
  private static final long VARINT_MASK = 0x7F;

  private final byte[] bytes;
  private final int end;
  private int position;

  private ValueStream(byte[] bytes, int from, int end) {
    this.bytes = bytes;
    this.position = from;
    this.end = end;
  }

  /** Some bytes of an array, which must not change until they have been read. */
  static ValueStream of(byte[] bytes, int from, int length) {
    return new ValueStream(bytes, from, from + length);
  }

  /**
   * Takes bytes out of a stream.
   *
   * @throws EOFException if it has not so many
   */
  static ValueStream of(InputStream in, int length) throws IOException {
    byte[] bytes = new byte[length];
    if (in.readNBytes(bytes, 0, length) < length) {
      throw new EOFException();
    }
    return of(bytes, 0, length);
  }

  @Override
  public int read() {
    return position == end ? -1 : Byte.toUnsignedInt(bytes[position++]);
  }

  @Override
  public int read(byte[] target, int offset, int length) {
    if (length == 0) {
      return 0;
    }
    int count = Math.min(length, end - position);
    System.arraycopy(bytes, position, target, offset, count);
    position += count;
    return count == 0 ? -1 : count;
  }

  /**
   * A number as {@link ValueBytes#writeVarInt} writes it.
   *
   * @throws EOFException if it is cut off
   */
  long readVarInt() throws EOFException {
    long value = 0;
    for (int shift = 0; position < end; shift += VARINT_BITS) {
      byte next = bytes[position++];
      value |= (next & VARINT_MASK) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new EOFException();
  }

  /**
   * A number as {@link ValueBytes#writeFixed} writes it.
   *
   * @throws EOFException if it is cut off
   */
  long readFixed() throws EOFException {
    if (available() < Long.BYTES) {
      throw new EOFException();
    }
    long value = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      value = value << Byte.SIZE | Byte.toUnsignedLong(bytes[position++]);
    }
    return value;
  }

  @Override
  public int available() {
    return end - position;
  }

  @Override
  public long skip(long count) {
    int skipped = (int) Math.max(0, Math.min(count, available()));
    position += skipped;
    return skipped;
  }

  /** Where the next byte is in the array. */
  int position() {
    return position;
  }
}
