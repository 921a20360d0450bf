package io.surge.transforms;

import io.surge.domain.DeadLetter;
import io.surge.domain.RejectionReason;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Locale;
import org.apache.beam.sdk.coders.AtomicCoder;

/** The record, and why it was not counted. */
final class DeadLetterCoder extends AtomicCoder<DeadLetter> {
  private static final long serialVersionUID = 1L;
  private static final InputRecordCoder RECORDS = new InputRecordCoder();

  @Override
  public void encode(DeadLetter letter, OutputStream out) throws IOException {
    RECORDS.encode(letter.origin(), out);
    Bytes.writeText(letter.reason().code(), out);
    Bytes.writeText(letter.detail(), out);
  }

  @Override
  public DeadLetter decode(InputStream in) throws IOException {
    return new DeadLetter(
        RECORDS.decode(in),
        RejectionReason.valueOf(Bytes.readText(in).toUpperCase(Locale.ROOT)),
        Bytes.readText(in));
  }
}
