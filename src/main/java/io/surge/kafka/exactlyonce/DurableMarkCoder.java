package io.surge.kafka.exactlyonce;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarLongCoder;

/** Marks mean nothing outside their process, so no savepoint needs to read them again. */
final class DurableMarkCoder extends AtomicCoder<DurableMark> {
  private static final long serialVersionUID = 1L;
  private static final DurableMarkCoder INSTANCE = new DurableMarkCoder();

  private DurableMarkCoder() {}

  static DurableMarkCoder of() {
    return INSTANCE;
  }

  @Override
  public void encode(DurableMark mark, OutputStream out) throws IOException {
    StringUtf8Coder.of().encode(mark.writer(), out);
    VarLongCoder.of().encode(mark.through(), out);
  }

  @Override
  public DurableMark decode(InputStream in) throws IOException {
    return new DurableMark(StringUtf8Coder.of().decode(in), VarLongCoder.of().decode(in));
  }
}
