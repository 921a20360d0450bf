package io.surge;

import io.surge.kafka.SavedPositions;
import io.surge.kafka.StateSettings;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.apache.beam.runners.flink.translation.wrappers.streaming.io.source.FlinkSourceSplit;
import org.apache.beam.sdk.coders.CoderException;
import org.apache.beam.sdk.io.UnboundedSource;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.io.SimpleVersionedSerialization;
import org.apache.flink.core.memory.DataInputViewStreamWrapper;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.runtime.state.CompletedCheckpointStorageLocation;
import org.apache.flink.runtime.state.OperatorStateHandle;
import org.apache.flink.runtime.state.filesystem.AbstractFsCheckpointStorageAccess;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks into savepoints and retained checkpoints, before a job is started from one. */
final class SavedState {
  private static final Logger LOG = LoggerFactory.getLogger(SavedState.class);

  /** Under which Flink keeps the splits of a source, each with how far it was read. */
  private static final String SPLITS = "SourceReaderState";

  private SavedState() {}

  /**
   * The settings that a state was made with.
   *
   * @param path of a savepoint or a retained checkpoint
   * @return nothing if it cannot be read from here, or does not tell
   * @throws RestoreRefusedException if it is of a build whose state this one cannot go on from
   */
  static Optional<StateSettings> settings(String path) {
    try {
      for (OperatorStateHandle handle : operatorStates(path)) {
        Optional<StateSettings> found = settings(handle);
        if (found.isPresent()) {
          return found;
        }
      }
    } catch (CoderException e) {
      throw new RestoreRefusedException("--savepointPath: " + e.getMessage());
    } catch (IOException | RuntimeException e) {
      // The job itself will look again: there the state must be readable.
      LOG.info("cannot look into {} from here: {}", path, e.toString());
    }
    return Optional.empty();
  }

  private static List<OperatorStateHandle> operatorStates(String path) throws IOException {
    CompletedCheckpointStorageLocation location =
        AbstractFsCheckpointStorageAccess.resolveCheckpointPointer(path);
    try (InputStream in = location.getMetadataHandle().openInputStream()) {
      CheckpointMetadata metadata =
          Checkpoints.loadCheckpointMetadata(
              new DataInputStream(in), SavedState.class.getClassLoader(), path);
      return metadata.getOperatorStates().stream()
          .flatMap(operator -> operator.getStates().stream())
          .flatMap(subtask -> subtask.getManagedOperatorState().stream())
          .toList();
    }
  }

  private static Optional<StateSettings> settings(OperatorStateHandle handle) throws IOException {
    OperatorStateHandle.StateMetaInfo splits = handle.getStateNameToPartitionOffsets().get(SPLITS);
    if (splits == null) {
      return Optional.empty();
    }
    try (FSDataInputStream in = handle.openInputStream()) {
      for (long offset : splits.getOffsets()) {
        in.seek(offset);
        byte[] split =
            BytePrimitiveArraySerializer.INSTANCE.deserialize(new DataInputViewStreamWrapper(in));
        Optional<StateSettings> found = settings(splitOf(split));
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  private static FlinkSourceSplit<Object> splitOf(byte[] bytes) throws IOException {
    return SimpleVersionedSerialization.readVersionAndDeSerialize(
        FlinkSourceSplit.<Object>serializer(), bytes);
  }

  private static Optional<StateSettings> settings(FlinkSourceSplit<?> split) throws IOException {
    byte[] state = split.getSplitState();
    if (state != null && split.getBeamSplitSource() instanceof UnboundedSource<?, ?> source) {
      Object mark = source.getCheckpointMarkCoder().decode(new ByteArrayInputStream(state));
      if (mark instanceof SavedPositions positions) {
        return Optional.of(positions.madeWith());
      }
    }
    return Optional.empty();
  }
}
