package io.surge.transforms;

/**
 * Reads numbers out of an array. A stream would be asked byte by byte, by a call that stays one
 * where streams of many kinds are read, and costs more than the byte.
 */
final class ByteReader {
  private static final int VARINT_BITS = 7;
  private static final int VARINT_MASK = 0x7F;

  private final byte[] bytes;
  private int position;

  ByteReader(byte[] bytes) {
    this.bytes = bytes;
  }

  int position() {
    return position;
  }

  void moveTo(int next) {
    position = next;
  }

  int readByte() {
    return Byte.toUnsignedInt(bytes[position++]);
  }

  /** A number as {@code VarInt} writes it. */
  long readVarInt() {
    long value = 0;
    for (int shift = 0; ; shift += VARINT_BITS) {
      byte next = bytes[position++];
      value |= (long) (next & VARINT_MASK) << shift;
      if (next >= 0) {
        return value;
      }
    }
  }

  /** A number as {@link Bytes#writeFixed} writes it. */
  long readFixed() {
    long value = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      value = value << Byte.SIZE | readByte();
    }
    return value;
  }
}
