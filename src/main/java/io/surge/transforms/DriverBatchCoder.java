package io.surge.transforms;

import io.surge.domain.DriverUpdate;
import io.surge.sliding.BlockListCoder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.util.VarInt;

/** The shards to come, then the updates. */
final class DriverBatchCoder extends AtomicCoder<DriverBatch> {
  private static final long serialVersionUID = 1L;
  private static final Coder<List<DriverUpdate>> UPDATES =
      BlockListCoder.of(new DriverUpdateCoder());

  @Override
  public void encode(DriverBatch batch, OutputStream out) throws IOException {
    VarInt.encode(batch.toCome().bits(), out);
    UPDATES.encode(batch.updates(), out);
  }

  @Override
  public DriverBatch decode(InputStream in) throws IOException {
    ShardSet toCome = new ShardSet(VarInt.decodeInt(in));
    return new DriverBatch(UPDATES.decode(in), toCome);
  }
}
