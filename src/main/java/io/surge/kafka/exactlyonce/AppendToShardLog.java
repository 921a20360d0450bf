package io.surge.kafka.exactlyonce;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.state.MapState;
import org.apache.beam.sdk.state.StateSpec;
import org.apache.beam.sdk.state.StateSpecs;
import org.apache.beam.sdk.state.TimeDomain;
import org.apache.beam.sdk.state.Timer;
import org.apache.beam.sdk.state.TimerSpec;
import org.apache.beam.sdk.state.TimerSpecs;
import org.apache.beam.sdk.state.ValueState;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.joda.time.Duration;

/**
 * Numbers the batches of each shard and keeps them in state until they are published; starts a
 * shard's writer at its first visit, by a batch or by a timer. A log that is not empty always has a
 * timer: after a restore it brings the writer back also where no batch comes, and while the log
 * waits it asks again whether it is durable.
 */
final class AppendToShardLog extends DoFn<KV<Integer, RecordBatch>, DurableMark> {
  private static final long serialVersionUID = 1L;
  private static final Duration VISIT_EVERY = Duration.standardSeconds(1);
  private static final long CLOSE_SECONDS = 10;
  private static final String POSITION = "position";
  private static final String BATCHES = "batches";
  private static final String VISIT = "visit";

  @StateId(POSITION)
  private final StateSpec<ValueState<LogPosition>> positionSpec =
      StateSpecs.value(LogPositionCoder.of());

  @StateId(BATCHES)
  private final StateSpec<MapState<Long, RecordBatch>> batchesSpec =
      StateSpecs.map(VarLongCoder.of(), RecordBatchCoder.of());

  @TimerId(VISIT)
  private final TimerSpec visitSpec = TimerSpecs.timer(TimeDomain.PROCESSING_TIME);

  private final SinkSettings settings;
  private transient Map<Integer, ShardWriter> writers;

  AppendToShardLog(SinkSettings settings) {
    this.settings = settings;
  }

  @Setup
  public void setup() {
    writers = new HashMap<>();
  }

  @ProcessElement
  public void append(
      @Element KV<Integer, RecordBatch> batch,
      @StateId(POSITION) ValueState<LogPosition> position,
      @StateId(BATCHES) MapState<Long, RecordBatch> batches,
      @TimerId(VISIT) Timer visit,
      OutputReceiver<DurableMark> marks)
      throws InterruptedException {
    ShardLog log = visit(batch.getKey(), position, batches);
    if (log.isEmpty()) {
      visit.offset(VISIT_EVERY).setRelative();
    }
    log.append(batch.getValue());
    marks.output(log.mark());
  }

  @OnTimer(VISIT)
  public void visit(
      OnTimerContext context,
      @Key Integer shard,
      @StateId(POSITION) ValueState<LogPosition> position,
      @StateId(BATCHES) MapState<Long, RecordBatch> batches,
      @TimerId(VISIT) Timer visit,
      OutputReceiver<DurableMark> marks)
      throws InterruptedException {
    ShardLog log = visit(shard, position, batches);
    if (log.isEmpty()) {
      return;
    }
    marks.output(log.mark());
    // At the end of its input a runner fires the timers that are left at once, until there are
    // none. What the writer holds is then published after the last checkpoint.
    boolean endOfInput = context.fireTimestamp().isAfterNow();
    if (!endOfInput) {
      visit.offset(VISIT_EVERY).setRelative();
    }
  }

  private ShardLog visit(
      int shard, ValueState<LogPosition> position, MapState<Long, RecordBatch> batches)
      throws InterruptedException {
    ShardWriter writer = writers.get(shard);
    if (writer == null) {
      writer = open(shard, position);
      writers.put(shard, writer);
    }
    writer.awaitRoom();
    ShardLog log = new ShardLog(position, batches, writer);
    log.dropCommitted();
    log.refill();
    return log;
  }

  private ShardWriter open(int shard, ValueState<LogPosition> position) {
    LogPosition found = position.read();
    if (found != null && found.group().equals(settings.group())) {
      return ShardWriter.start(settings, shard, found, true);
    }
    // A new writer id is in no checkpoint yet, so nothing may be published under it yet.
    LogPosition opened =
        found == null ? LogPosition.start(settings.group()) : found.moveTo(settings.group());
    position.write(opened);
    return ShardWriter.start(settings, shard, opened, false);
  }

  /** After a stop with a savepoint this lets the last transactions end. */
  @Teardown
  public void teardown() throws InterruptedException {
    if (writers == null) {
      return;
    }
    writers.values().forEach(ShardWriter::close);
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(CLOSE_SECONDS);
    for (ShardWriter writer : writers.values()) {
      writer.awaitClosed(deadline);
    }
  }
}
