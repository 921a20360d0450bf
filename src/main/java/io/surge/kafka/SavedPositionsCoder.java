package io.surge.kafka;

import io.surge.kafka.SavedPositions.Position;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.CoderException;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.io.UnboundedSource.CheckpointMark;
import org.apache.beam.sdk.util.VarInt;
import org.apache.kafka.common.TopicPartition;

/**
 * Savepoints hold these bytes. The first one is their version. It stands for the whole state: in 1
 * and 2 zones and drivers were dealt out over other shards, and in 3 zones were written in another
 * way, so that a job that went on from there would not find them.
 */
final class SavedPositionsCoder extends AtomicCoder<SavedPositions> {
  private static final long serialVersionUID = 1;
  private static final int VERSION = 4;
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
    Map<String, String> settings = saved.madeWith().byOption();
    VarInt.encode(settings.size(), out);
    for (Map.Entry<String, String> setting : settings.entrySet()) {
      TEXT.encode(setting.getKey(), out);
      TEXT.encode(setting.getValue(), out);
    }
  }

  @Override
  public SavedPositions decode(InputStream in) throws IOException {
    int version = in.read();
    if (version != VERSION) {
      throw new CoderException(
          "cannot go on from state of version " + version + ", this build reads " + VERSION);
    }
    return new SavedPositions(
        decodePositions(in), decodeSettings(in), CheckpointMark.NOOP_CHECKPOINT_MARK);
  }

  private static List<Position> decodePositions(InputStream in) throws IOException {
    int count = VarInt.decodeInt(in);
    List<Position> positions = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      TopicPartition partition = new TopicPartition(TEXT.decode(in), VarInt.decodeInt(in));
      positions.add(new Position(partition, VarInt.decodeLong(in), VarInt.decodeLong(in)));
    }
    return positions;
  }

  private static StateSettings decodeSettings(InputStream in) throws IOException {
    int count = VarInt.decodeInt(in);
    Map<String, String> settings = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      settings.put(TEXT.decode(in), TEXT.decode(in));
    }
    return new StateSettings(settings);
  }

  @Override
  public void verifyDeterministic() {}
}
