package io.surge.kafka.exactlyonce;

import java.util.List;
import org.apache.beam.sdk.coders.IterableCoder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.windowing.GlobalWindows;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PDone;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Writes records to a Kafka topic such that {@code read_committed} consumers see each once, through
 * any crash of the pipeline or of Kafka, and records of one key in their order. They see a record
 * as soon as a checkpoint that covers it is complete.
 *
 * <pre>
 *   1. BatchByShard      records         -> (shard, batch)    a key has one shard
 *   2. AppendToShardLog  (shard, batch)  -> numbered batch in the shard's log, which is state
 *   3. ConfirmDurable    "durable to n?" -> tells the shard's writer when a checkpoint says yes
 *   4. ShardWriter       begin; send batches .. n; commit "n, by me" as an offset; commit
 *   5. AppendToShardLog  drops batches .. n from the log at its next visit
 * </pre>
 *
 * <p>Why nothing is doubled or lost:
 *
 * <ol>
 *   <li>A batch has its number and content for good once a checkpoint holds it, and only then it is
 *       published (3). A crash before that leaves no trace in Kafka.
 *   <li>Records and the number they reach to are committed in one transaction (4). After any
 *       restore the number tells which batches of the restored log are published already.
 *   <li>A batch leaves the log only after that (5). A crash in between finds it there.
 *   <li>Before a writer reads the number it shuts out all earlier writers of its shard
 *       (transactional id {@code <group>-<shard>}). One that was thought dead cannot commit, so the
 *       number does not move behind the reader's back. A commit of unknown outcome is settled by
 *       then.
 *   <li>A transaction begins after its checkpoint, and lasts as long as sending takes. Should
 *       Kafka's time for it run out ({@code transaction.timeout.ms}), Kafka aborts it, the pipeline
 *       starts again from its checkpoint, and the log has the records.
 * </ol>
 *
 * <p>Why not {@code @RequiresStableInput}: Beam's Flink runner keeps such input in two buffers that
 * take turns. After a restore, a savepoint or a failed checkpoint one of them is used again before
 * it is emptied, and is then released with input that no checkpoint holds. And the released
 * elements would still need numbers given in front of the buffer, so a second shuffle.
 *
 * <p>What the number is compared with, when a writer starts:
 *
 * <ul>
 *   <li><b>A fresh start</b> with a group that was used before is a new run: it shuts the old one
 *       out and publishes from its own beginning. The old one, should it still run, then fails and
 *       says so.
 *   <li><b>A restore of the newest checkpoint or savepoint</b> goes on without a gap.
 *   <li><b>A restore of an older one</b> is refused ({@link DeliveryRefusedException}), because
 *       records that were published after it would be published again. Another group says that this
 *       is wanted: what is published stays, and the log is published anew from that state on. Where
 *       the group is not a user's to choose, a start without this transform's state says the same.
 *   <li><b>A restore when Kafka has forgotten the number</b> ({@code offsets.retention.minutes},
 *       seven days by default, without a commit) is refused likewise.
 * </ul>
 *
 * <p>Shards are independent of partitions: there may be more or fewer. Their number may change
 * between restores; the order within a key then holds on either side of the change.
 *
 * <p>A record that Kafka refuses, because it is too large for example, makes the pipeline fail.
 *
 * <p>The runner has to tell when a bundle is durable (Beam's BundleFinalizer) and to keep a shard
 * on one instance of a DoFn. Flink's runner does both if checkpoints are on; without checkpoints
 * nothing is ever published. Stopping with a savepoint loses and doubles nothing. Draining
 * publishes everything after the last checkpoint, and only a crash in that moment can lose records.
 */
public final class WriteExactlyOnce
    extends PTransform<PCollection<ProducerRecord<byte[], byte[]>>, PDone> {
  private static final long serialVersionUID = 1L;

  private final SinkSettings settings;

  private WriteExactlyOnce(SinkSettings settings) {
    this.settings = settings;
  }

  /**
   * A sink for one topic.
   *
   * @param topic of all records; it has to be there when the pipeline runs
   * @param group names this sink for Kafka; no other sink or consumer may use it
   * @param shards how many writers, each with a producer and transactions of its own
   * @param kafka how producers reach Kafka
   * @throws IllegalArgumentException if {@code kafka} sets what the sink has to set
   */
  public static WriteExactlyOnce of(
      String topic, String group, int shards, ClientProperties kafka) {
    return new WriteExactlyOnce(new SinkSettings(topic, group, shards, kafka));
  }

  /** The same for records that come in batches of any size, which cost less than one by one. */
  public PTransform<PCollection<Iterable<ProducerRecord<byte[], byte[]>>>, PDone> batches() {
    return new OfBatches(settings);
  }

  @Override
  public PDone expand(PCollection<ProducerRecord<byte[], byte[]>> records) {
    return records
        .apply("BatchOfOne", ParDo.of(new BatchOfOne()))
        .setCoder(IterableCoder.of(records.getCoder()))
        .apply("OfBatches", batches());
  }

  private static final class BatchOfOne
      extends DoFn<ProducerRecord<byte[], byte[]>, Iterable<ProducerRecord<byte[], byte[]>>> {
    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void process(
        @Element ProducerRecord<byte[], byte[]> record,
        OutputReceiver<Iterable<ProducerRecord<byte[], byte[]>>> batches) {
      batches.output(List.of(record));
    }
  }

  private static final class OfBatches
      extends PTransform<PCollection<Iterable<ProducerRecord<byte[], byte[]>>>, PDone> {
    private static final long serialVersionUID = 1L;

    private final SinkSettings settings;

    OfBatches(SinkSettings settings) {
      this.settings = settings;
    }

    @Override
    public PDone expand(PCollection<Iterable<ProducerRecord<byte[], byte[]>>> records) {
      records
          .apply("InOneWindow", Window.into(new GlobalWindows()))
          .apply("BatchByShard", ParDo.of(new BatchByShard(settings)))
          .setCoder(KvCoder.of(VarIntCoder.of(), RecordBatchCoder.of()))
          .apply("AppendToShardLog", ParDo.of(new AppendToShardLog(settings)))
          .setCoder(DurableMarkCoder.of())
          .apply("ConfirmDurable", ParDo.of(new ConfirmDurable()));
      return PDone.in(records.getPipeline());
    }
  }
}
