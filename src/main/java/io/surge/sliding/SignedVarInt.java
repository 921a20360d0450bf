package io.surge.sliding;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.util.VarInt;

/** Numbers of either sign in few bytes where they are small, as Beam's {@link VarInt} has not. */
public final class SignedVarInt {
  private SignedVarInt() {}

  public static void encode(long value, OutputStream out) throws IOException {
    long folded = value << 1 ^ value >> 63;
    if (out instanceof ValueBytes bytes) {
      // Most of what state holds are numbers: written here they need no call for each byte.
      bytes.writeVarInt(folded);
    } else {
      VarInt.encode(folded, out);
    }
  }

  public static long decode(InputStream in) throws IOException {
    long folded = in instanceof ValueStream value ? value.readVarInt() : VarInt.decodeLong(in);
    return folded >>> 1 ^ -(folded & 1);
  }
}
