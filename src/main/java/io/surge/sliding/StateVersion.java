package io.surge.sliding;

import java.io.IOException;
import java.io.InputStream;
import org.apache.beam.sdk.coders.CoderException;

/** The first byte of whatever savepoints hold: tells which build's format follows. */
public final class StateVersion {
  private StateVersion() {}

  /**
   * Takes the first byte.
   *
   * @throws CoderException if the bytes are of another version
   */
  public static void read(InputStream in, int known) throws IOException {
    require(in.read(), known);
  }

  /**
   * Holds a first byte against what is known.
   *
   * @throws CoderException if it is another one
   */
  public static void require(int version, int known) throws CoderException {
    if (version != known) {
      throw new CoderException("state of version " + version + ", this build reads " + known);
    }
  }
}
