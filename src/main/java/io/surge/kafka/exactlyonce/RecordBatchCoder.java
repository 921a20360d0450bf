package io.surge.kafka.exactlyonce;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.CoderException;
import org.apache.beam.sdk.util.VarInt;

/** A version, the number of records, their bytes. It is a state format: savepoints hold it. */
final class RecordBatchCoder extends AtomicCoder<RecordBatch> {
  private static final long serialVersionUID = 1L;
  private static final int VERSION = 1;
  private static final RecordBatchCoder INSTANCE = new RecordBatchCoder();

  private RecordBatchCoder() {}

  static RecordBatchCoder of() {
    return INSTANCE;
  }

  @Override
  public void encode(RecordBatch batch, OutputStream out) throws IOException {
    out.write(VERSION);
    VarInt.encode(batch.count(), out);
    RecordFormat.writeBytes(batch.bytes(), out);
  }

  @Override
  public RecordBatch decode(InputStream in) throws IOException {
    int version = in.read();
    if (version != VERSION) {
      throw new CoderException("no batch of records of version " + VERSION + ": " + version);
    }
    return new RecordBatch(VarInt.decodeInt(in), RecordFormat.readBytes(in));
  }

  @Override
  public void verifyDeterministic() {}

  @Override
  public boolean consistentWithEquals() {
    return true;
  }
}
