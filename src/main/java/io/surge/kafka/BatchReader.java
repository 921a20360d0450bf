package io.surge.kafka;

import io.surge.domain.InputRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.beam.sdk.io.UnboundedSource;
import org.apache.beam.sdk.io.UnboundedSource.UnboundedReader;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.joda.time.Instant;

/**
 * Gives out together what is there to be read, and waits for more only in a backlog. A runner's
 * work for an element of a source, its metrics above all, costs more than the reading itself; so it
 * is done once a batch.
 */
final class BatchReader extends UnboundedReader<ArrivalBatch> {
  private static final int MOST_BYTES = 1 << 20;

  private final RideReader records;
  private final BatchSize size = new BatchSize(System::nanoTime);
  private @Nullable ArrivalBatch batch;
  private Instant timestamp = Instant.EPOCH;

  BatchReader(RideReader records) {
    this.records = records;
  }

  @Override
  public boolean start() throws IOException {
    return fill(records.start());
  }

  @Override
  public boolean advance() throws IOException {
    size.take();
    return fill(records.advance());
  }

  private boolean fill(boolean found) throws IOException {
    if (!found) {
      return false;
    }
    List<Arrival> arrivals = new ArrayList<>();
    timestamp = records.getCurrentTimestamp();
    long bytes = 0;
    boolean more;
    do {
      List<Arrival> pack = records.getCurrent();
      arrivals.addAll(pack);
      bytes += pack.stream().mapToLong(BatchReader::keptBytes).sum();
      if (records.getCurrentTimestamp().isBefore(timestamp)) {
        timestamp = records.getCurrentTimestamp();
      }
      more = arrivals.size() < size.most() && bytes < MOST_BYTES && records.hasNext();
    } while (more && records.advance());
    batch = new ArrivalBatch(arrivals);
    size.give(arrivals.size());
    return true;
  }

  private static long keptBytes(Arrival arrival) {
    InputRecord kept =
        arrival instanceof Arrival.Rejected rejected
            ? rejected.letter().origin()
            : ((Arrival.Accepted) arrival).event().origin();
    return kept == null || kept.value() == null ? 0 : kept.value().length;
  }

  @Override
  public ArrivalBatch getCurrent() {
    if (batch == null) {
      throw new NoSuchElementException();
    }
    return batch;
  }

  /** The earliest of the batch. */
  @Override
  public Instant getCurrentTimestamp() {
    return timestamp;
  }

  @Override
  public Instant getWatermark() {
    return records.getWatermark();
  }

  @Override
  public SavedPositions getCheckpointMark() {
    return records.getCheckpointMark();
  }

  @Override
  public long getSplitBacklogBytes() {
    return records.getSplitBacklogBytes();
  }

  @Override
  public UnboundedSource<ArrivalBatch, ?> getCurrentSource() {
    return records.source();
  }

  @Override
  public void close() throws IOException {
    records.close();
  }
}
