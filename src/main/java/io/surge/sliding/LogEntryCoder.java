package io.surge.sliding;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.ByteArrayCoder;

/**
 * An entry of the log, behind its length. Savepoints name this class: without it Flink would not
 * open those of former builds.
 */
final class LogEntryCoder extends AtomicCoder<byte[]> {
  private static final long serialVersionUID = 1L;

  @Override
  public void encode(byte[] entry, OutputStream out) throws IOException {
    ByteArrayCoder.of().encode(entry, out);
  }

  @Override
  public byte[] decode(InputStream in) throws IOException {
    return ByteArrayCoder.of().decode(in);
  }
}
