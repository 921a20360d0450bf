package io.surge.sliding;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.StructuredCoder;

/** The bytes of an entry, behind their length. */
final class LogEntryCoder<K, AccumT> extends StructuredCoder<LogEntry<K, AccumT>> {
  private static final long serialVersionUID = 1L;
  private static final ByteArrayCoder BYTES = ByteArrayCoder.of();

  private final KeyCoders<K, AccumT> coders;

  LogEntryCoder(KeyCoders<K, AccumT> coders) {
    this.coders = coders;
  }

  @Override
  public void encode(LogEntry<K, AccumT> entry, OutputStream out) throws IOException {
    BYTES.encode(entry.bytes(coders), out);
  }

  @Override
  public LogEntry<K, AccumT> decode(InputStream in) throws IOException {
    return LogEntry.ofBytes(BYTES.decode(in));
  }

  @Override
  public List<? extends Coder<?>> getCoderArguments() {
    return List.of(coders.keys(), coders.states());
  }

  @Override
  public void verifyDeterministic() throws NonDeterministicException {
    coders.keys().verifyDeterministic();
    coders.states().verifyDeterministic();
  }
}
