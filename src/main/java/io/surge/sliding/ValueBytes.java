package io.surge.sliding;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/**
 * The bytes of one value, put together here before they go where they belong. The streams of state
 * backends, as the JDK's own, take each byte by itself under a lock, which costs more than the
 * byte. For one thread.
 */
public final class ValueBytes extends OutputStream {
  private byte[] bytes;
  private int size;

  /**
   * @param expected about how many bytes there will be, at least 1
   */
  public ValueBytes(int expected) {
    bytes = new byte[expected];
  }

  @Override
  public void write(int next) {
    if (size == bytes.length) {
      bytes = Arrays.copyOf(bytes, 2 * size);
    }
    bytes[size++] = (byte) next;
  }

  @Override
  public void write(byte[] source, int offset, int length) {
    if (length > bytes.length - size) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, Math.addExact(size, length)));
    }
    System.arraycopy(source, offset, bytes, size, length);
    size += length;
  }

  public void writeTo(OutputStream out) throws IOException {
    out.write(bytes, 0, size);
  }
}
