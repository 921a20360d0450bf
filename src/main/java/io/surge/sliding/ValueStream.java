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
  private final byte[] bytes;
  private int position;

  private ValueStream(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * Takes bytes out of a stream.
   *
   * @throws EOFException if it has not so many
   */
  static ValueStream of(InputStream in, int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException();
    }
    return new ValueStream(bytes);
  }

  @Override
  public int read() {
    return position == bytes.length ? -1 : Byte.toUnsignedInt(bytes[position++]);
  }

  @Override
  public int read(byte[] target, int offset, int length) {
    if (length == 0) {
      return 0;
    }
    int count = Math.min(length, bytes.length - position);
    System.arraycopy(bytes, position, target, offset, count);
    position += count;
    return count == 0 ? -1 : count;
  }
}
