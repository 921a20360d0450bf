package io.surge.transforms;

import io.surge.domain.InputRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.util.VarInt;

/** Identity, then the bytes as they came. */
final class InputRecordCoder extends AtomicCoder<InputRecord> {
  private static final long serialVersionUID = 1L;

  @Override
  public void encode(InputRecord record, OutputStream out) throws IOException {
    Bytes.writeText(record.topic(), out);
    VarInt.encode(record.partition(), out);
    VarInt.encode(record.offset(), out);
    Bytes.writeNullable(record.key(), out);
    Bytes.writeNullable(record.value(), out);
  }

  @Override
  public InputRecord decode(InputStream in) throws IOException {
    return new InputRecord(
        Bytes.readText(in),
        VarInt.decodeInt(in),
        VarInt.decodeLong(in),
        Bytes.readNullable(in),
        Bytes.readNullable(in));
  }
}
