package io.surge.transforms;

import io.surge.sliding.StateVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;

/** A version, then both times and the stamp. Savepoints hold these bytes. */
final class DriverShardCoder extends AtomicCoder<DriverShard> {
  private static final long serialVersionUID = 1L;
  private static final int VERSION = 2;

  @Override
  public void encode(DriverShard shard, OutputStream out) throws IOException {
    out.write(VERSION);
    Bytes.writeFixed(shard.sweepAt(), out);
    Bytes.writeFixed(shard.firstOpenEnd(), out);
    Bytes.writeFixed(shard.stamp(), out);
  }

  @Override
  public DriverShard decode(InputStream in) throws IOException {
    StateVersion.read(in, VERSION);
    return new DriverShard(Bytes.readFixed(in), Bytes.readFixed(in), Bytes.readFixed(in));
  }
}
