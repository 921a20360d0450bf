package io.surge.kafka.exactlyonce;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.CoderException;
import org.apache.beam.sdk.util.VarInt;

/** A version, then the components in their order. It is a state format: savepoints hold it. */
final class LogPositionCoder extends AtomicCoder<LogPosition> {
  private static final long serialVersionUID = 1L;
  private static final int VERSION = 1;
  private static final LogPositionCoder INSTANCE = new LogPositionCoder();

  private LogPositionCoder() {}

  static LogPositionCoder of() {
    return INSTANCE;
  }

  @Override
  public void encode(LogPosition position, OutputStream out) throws IOException {
    out.write(VERSION);
    writeText(position.group(), out);
    writeText(position.writer().toString(), out);
    VarInt.encode(position.origin(), out);
    VarInt.encode(position.first(), out);
    VarInt.encode(position.next(), out);
  }

  @Override
  public LogPosition decode(InputStream in) throws IOException {
    int version = in.read();
    if (version != VERSION) {
      throw new CoderException("no log position of version " + VERSION + ": " + version);
    }
    return new LogPosition(
        readText(in),
        WriterId.parse(readText(in)),
        VarInt.decodeLong(in),
        VarInt.decodeLong(in),
        VarInt.decodeLong(in));
  }

  private static void writeText(String text, OutputStream out) throws IOException {
    RecordFormat.writeBytes(text.getBytes(StandardCharsets.UTF_8), out);
  }

  private static String readText(InputStream in) throws IOException {
    return new String(RecordFormat.readBytes(in), StandardCharsets.UTF_8);
  }

  @Override
  public void verifyDeterministic() {}

  @Override
  public boolean consistentWithEquals() {
    return true;
  }
}
