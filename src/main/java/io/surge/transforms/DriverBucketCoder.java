package io.surge.transforms;

import io.surge.sliding.StateVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.ByteArrayCoder;

/** A version, then the bytes as they are packed. Savepoints hold them. */
final class DriverBucketCoder extends AtomicCoder<DriverBucket> {
  private static final long serialVersionUID = 1L;
  private static final int VERSION = 1;
  private static final ByteArrayCoder BYTES = ByteArrayCoder.of();

  @Override
  public void encode(DriverBucket bucket, OutputStream out) throws IOException {
    out.write(VERSION);
    BYTES.encode(bucket.toBytes(), out);
  }

  @Override
  public DriverBucket decode(InputStream in) throws IOException {
    StateVersion.read(in, VERSION);
    return DriverBucket.ofBytes(BYTES.decode(in));
  }
}
