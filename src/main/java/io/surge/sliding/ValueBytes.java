package io.surge.sliding;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The bytes of one value, put together here before they go where they belong. The streams of state
 * backends, as the JDK's own, take each byte by itself under a lock, which costs more than the
 * byte. For one thread.
 */
public final class ValueBytes extends OutputStream {
  private static final int VARINT_BITS = 7;
  private static final long VARINT_MASK = 0x7F;
  private static final int VARINT_MORE = 0x80;
  private static final int VARINT_MOST_BYTES = 10;

  private static final VarHandle HIGHEST_FIRST =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

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
    makeRoom(1);
    bytes[size++] = (byte) next;
  }

  @Override
  public void write(byte[] source, int offset, int length) {
    makeRoom(length);
    System.arraycopy(source, offset, bytes, size, length);
    size += length;
  }

  private void makeRoom(int more) {
    if (more > bytes.length - size) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, Math.addExact(size, more)));
    }
  }

  /** A number as {@code VarInt} writes it: small ones in few bytes. */
  public void writeVarInt(long value) {
    makeRoom(VARINT_MOST_BYTES);
    int at = size;
    long rest = value;
    while ((rest & ~VARINT_MASK) != 0) {
      bytes[at++] = (byte) ((rest & VARINT_MASK) | VARINT_MORE);
      rest >>>= VARINT_BITS;
    }
    bytes[at++] = (byte) rest;
    size = at;
  }

  /** A number in eight bytes, the highest first. */
  public void writeFixed(long value) {
    makeRoom(Long.BYTES);
    HIGHEST_FIRST.set(bytes, size, value);
    size += Long.BYTES;
  }

  /** How many bytes there are. */
  public int size() {
    return size;
  }

  public void copyTo(byte[] target, int offset) {
    System.arraycopy(bytes, 0, target, offset, size);
  }

  /** All bytes of another value. */
  public void write(ValueBytes other) {
    write(other.bytes, 0, other.size);
  }

  public byte[] toByteArray() {
    return Arrays.copyOf(bytes, size);
  }

  /** The bytes, and room for more behind them: the array until there must be a longer one. */
  byte[] array() {
    return bytes;
  }

  /** Begins anew, with the room that there is. */
  public void clear() {
    size = 0;
  }

  public void writeTo(OutputStream out) throws IOException {
    out.write(bytes, 0, size);
  }
}
