package io.surge.kafka;

import java.io.IOException;
import java.util.List;
import org.apache.beam.sdk.io.UnboundedSource.CheckpointMark;
import org.apache.kafka.common.TopicPartition;

/**
 * How far a reader has come, and by which settings: what a checkpoint keeps of it.
 *
 * @param positions of each of the reader's partitions
 * @param madeWith what all state of the checkpoint was made with
 * @param completion runs when the checkpoint is complete; not kept
 */
public record SavedPositions(
    List<Position> positions, StateSettings madeWith, CheckpointMark completion)
    implements CheckpointMark {

  /**
   * How far one partition has been read.
   *
   * @param nextOffset the offset of the first record not yet read; -1 if reading has not begun
   * @param watermark in epoch milliseconds
   */
  public record Position(TopicPartition partition, long nextOffset, long watermark) {}

  @Override
  public void finalizeCheckpoint() throws IOException {
    completion.finalizeCheckpoint();
  }
}
