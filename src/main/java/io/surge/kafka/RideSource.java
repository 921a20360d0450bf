package io.surge.kafka;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.io.UnboundedSource;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Both input topics as one source on KafkaIO's readers.
 *
 * <p>Flink saves a source with its positions, by Java serialisation. KafkaIO's own source would be
 * saved with everything that it was set up with, down to addresses and classes; this one keeps the
 * partitions of each split only, and takes the rest from the options of the job that runs.
 */
final class RideSource extends UnboundedSource<ArrivalBatch, SavedPositions> {
  private static final long serialVersionUID = 1;

  /** Large enough that what a pack costs is nothing to its records. */
  private static final int RECORDS_IN_A_PACK = 1000;

  private final ReadSettings.FromOptions settings;
  private final int split;
  private final List<TopicPartition> partitions;

  RideSource(ReadSettings.FromOptions settings) {
    this(settings, 0, List.of());
  }

  private RideSource(
      ReadSettings.FromOptions settings, int split, List<TopicPartition> partitions) {
    this.settings = settings;
    this.split = split;
    this.partitions = List.copyOf(partitions);
  }

  int split() {
    return split;
  }

  List<TopicPartition> partitions() {
    return partitions;
  }

  /** Deals out the partitions, those of one number next to each other, so that splits even out. */
  @Override
  public List<RideSource> split(int desired, PipelineOptions options) {
    if (!partitions.isEmpty()) {
      return List.of(this);
    }
    List<TopicPartition> all = partitionsOf(settings.of(options));
    int splits = Math.min(desired, all.size());
    List<RideSource> made = new ArrayList<>();
    for (int split = 0; split < splits; split++) {
      List<TopicPartition> dealt = new ArrayList<>();
      for (int index = split; index < all.size(); index += splits) {
        dealt.add(all.get(index));
      }
      made.add(new RideSource(settings, split, dealt));
    }
    return made;
  }

  private static List<TopicPartition> partitionsOf(ReadSettings settings) {
    Map<String, Object> config = new HashMap<>(ConsumerSettings.of(settings.connection()));
    try (Consumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions = new ArrayList<>();
      for (String topic : settings.topics()) {
        List<PartitionInfo> found = consumer.partitionsFor(topic);
        if (found == null || found.isEmpty()) {
          throw new KafkaSetupException("topic " + topic + " does not exist");
        }
        found.stream()
            .map(PartitionInfo::partition)
            .sorted()
            .forEach(number -> partitions.add(new TopicPartition(topic, number)));
      }
      return partitions;
    }
  }

  @Override
  public BatchReader createReader(PipelineOptions options, @Nullable SavedPositions saved) {
    return new BatchReader(openReader(options, saved, RECORDS_IN_A_PACK));
  }

  RideReader openReader(
      PipelineOptions options, @Nullable SavedPositions saved, int recordsInAPack) {
    ReadSettings current = settings.of(options);
    RideSource opened =
        partitions.isEmpty() ? new RideSource(settings, split, partitionsOf(current)) : this;
    return new RideReader(opened, current, saved, recordsInAPack);
  }

  @Override
  public Coder<SavedPositions> getCheckpointMarkCoder() {
    return new SavedPositionsCoder();
  }

  @Override
  public Coder<ArrivalBatch> getOutputCoder() {
    return new ArrivalBatchCoder();
  }
}
