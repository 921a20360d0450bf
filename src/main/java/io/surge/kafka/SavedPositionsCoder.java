package io.surge.kafka;

import io.surge.kafka.SavedPositions.Position;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.CoderException;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.io.UnboundedSource.CheckpointMark;
import org.apache.beam.sdk.util.VarInt;
import org.apache.kafka.common.TopicPartition;

/** Savepoints hold these bytes. The first one is their version. */
final class SavedPositionsCoder extends AtomicCoder<SavedPositions> {
  private static final long serialVersionUID = 1;
  private static final int VERSION = 1;
  private static final StringUtf8Coder TEXT = StringUtf8Coder.of();

  @Override
  public void encode(SavedPositions saved, OutputStream out) throws IOException {
    out.write(VERSION);
    VarInt.encode(saved.positions().size(), out);
    for (Position position : saved.positions()) {
      TEXT.encode(position.partition().topic(), out);
      VarInt.encode(position.partition().partition(), out);
      VarInt.encode(position.nextOffset(), out);
      VarInt.encode(position.watermark(), out);
    }
  }

  @Override
  public SavedPositions decode(InputStream in) throws IOException {
    int version = in.read();
    if (version != VERSION) {
      throw new CoderException("cannot read saved positions of version " + version);
    }
    int count = VarInt.decodeInt(in);
    List<Position> positions = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      TopicPartition partition = new TopicPartition(TEXT.decode(in), VarInt.decodeInt(in));
      positions.add(new Position(partition, VarInt.decodeLong(in), VarInt.decodeLong(in)));
    }
    return new SavedPositions(positions, CheckpointMark.NOOP_CHECKPOINT_MARK);
  }

  @Override
  public void verifyDeterministic() {}
}
