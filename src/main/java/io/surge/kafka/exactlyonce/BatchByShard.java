package io.surge.kafka.exactlyonce;

import java.io.IOException;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.values.KV;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.utils.Utils;
import org.joda.time.Instant;

/**
 * Packs the records of a bundle into a few batches. Records of one key stay in their order, because
 * a key has one shard; records without a key go round the shards.
 */
final class BatchByShard
    extends DoFn<Iterable<ProducerRecord<byte[], byte[]>>, KV<Integer, RecordBatch>> {
  private static final long serialVersionUID = 1L;
  private static final int MAX_BATCH_BYTES = 64 << 10;

  private final SinkSettings settings;
  private transient RecordBatch.Builder[] builders;
  private transient int nextShard;
  private transient Instant latest;

  BatchByShard(SinkSettings settings) {
    this.settings = settings;
  }

  @StartBundle
  public void startBundle() {
    latest = BoundedWindow.TIMESTAMP_MIN_VALUE;
    if (builders == null) {
      builders = new RecordBatch.Builder[settings.shards()];
      for (int shard = 0; shard < builders.length; shard++) {
        builders[shard] = new RecordBatch.Builder();
      }
    }
  }

  @ProcessElement
  public void addAll(
      @Element Iterable<ProducerRecord<byte[], byte[]>> records,
      @Timestamp Instant timestamp,
      OutputReceiver<KV<Integer, RecordBatch>> batches)
      throws IOException {
    latest = timestamp.isAfter(latest) ? timestamp : latest;
    for (ProducerRecord<byte[], byte[]> record : records) {
      add(record, batches);
    }
  }

  private void add(
      ProducerRecord<byte[], byte[]> record, OutputReceiver<KV<Integer, RecordBatch>> batches)
      throws IOException {
    if (!record.topic().equals(settings.topic())) {
      throw new IllegalArgumentException(
          "a record for topic " + record.topic() + " in the sink of " + settings.topic());
    }
    int shard = shard(record.key());
    RecordBatch.Builder builder = builders[shard];
    builder.add(record);
    if (builder.size() >= MAX_BATCH_BYTES) {
      batches.output(KV.of(shard, builder.build()));
    }
  }

  @FinishBundle
  public void finishBundle(FinishBundleContext context) {
    for (int shard = 0; shard < builders.length; shard++) {
      if (!builders[shard].isEmpty()) {
        context.output(KV.of(shard, builders[shard].build()), latest, GlobalWindow.INSTANCE);
      }
    }
  }

  /** The hash of Kafka's own partitioner: with as many shards as partitions, a shard has one. */
  private int shard(byte[] key) {
    if (key == null) {
      nextShard = (nextShard + 1) % settings.shards();
      return nextShard;
    }
    return Utils.toPositive(Utils.murmur2(key)) % settings.shards();
  }
}
