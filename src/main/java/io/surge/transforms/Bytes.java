package io.surge.transforms;

import io.surge.sliding.ValueBytes;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.apache.beam.sdk.util.VarInt;
import org.checkerframework.checker.nullness.qual.Nullable;

/** What the coders of this package are made of. */
final class Bytes {
  private Bytes() {}

  static void writeFixed(long value, OutputStream out) throws IOException {
    if (out instanceof ValueBytes bytes) {
      // All that crosses a shuffle in a block is: no call for each byte.
      bytes.writeFixed(value);
    } else {
      for (int shift = Long.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
        out.write((int) (value >>> shift));
      }
    }
  }

  static long readFixed(InputStream in) throws IOException {
    long value = 0;
    for (byte next : read(in, Long.BYTES)) {
      value = value << Byte.SIZE | Byte.toUnsignedLong(next);
    }
    return value;
  }

  static void writeText(String text, OutputStream out) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    VarInt.encode(bytes.length, out);
    out.write(bytes);
  }

  static String readText(InputStream in) throws IOException {
    return new String(read(in, VarInt.decodeInt(in)), StandardCharsets.UTF_8);
  }

  static void writeNullable(byte @Nullable [] bytes, OutputStream out) throws IOException {
    if (bytes == null) {
      VarInt.encode(0, out);
    } else {
      VarInt.encode(bytes.length + 1, out);
      out.write(bytes);
    }
  }

  static byte @Nullable [] readNullable(InputStream in) throws IOException {
    int length = VarInt.decodeInt(in);
    return length == 0 ? null : read(in, length - 1);
  }

  private static byte[] read(InputStream in, int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException();
    }
    return bytes;
  }
}
