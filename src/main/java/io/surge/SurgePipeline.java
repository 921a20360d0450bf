package io.surge;

import io.surge.domain.SurgeQuote;
import io.surge.kafka.ClusterCheck;
import io.surge.kafka.KafkaConnection;
import io.surge.kafka.ReadRideEvents;
import io.surge.kafka.WriteDeadLetters;
import io.surge.kafka.WriteQuotes;
import io.surge.transforms.PriceRideEvents;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.PDone;

/**
 * Surge prices for a ride-hailing company, live from Kafka to Kafka.
 *
 * <pre>
 *  ride-requests   -+                        +-> final quotes -> surge-multipliers
 *                   +-> ride events -> price +-> live quotes  -> surge-live
 *  driver-updates  -+       |            |
 *                           +--rejected--+-----> dead letters -> surge-dead-letters
 * </pre>
 */
public final class SurgePipeline {
  /** How many transactional producers write: enough to share a checkpoint's quotes out. */
  private static final int SHARDS = 4;

  private SurgePipeline() {}

  public static void main(String[] arguments) {
    CommandLine.run(arguments, SurgePipeline::run);
  }

  private static void run(SurgeOptions options) {
    SurgeConfiguration configuration = SurgeConfiguration.of(options);
    ClusterCheck.verify(configuration.kafka(), configuration.topics().all());
    PipelineResult result = build(options, configuration).run();
    // A detached job is the cluster's: who has submitted it need not stay.
    if (options.as(FlinkPipelineOptions.class).getAttachedMode()) {
      result.waitUntilFinish();
    }
  }

  /** The graph: every step that is not named here is named in the composite that it belongs to. */
  static Pipeline build(SurgeOptions options, SurgeConfiguration configuration) {
    Pipeline pipeline = Pipeline.create(options);
    PCollectionTuple read =
        pipeline.apply("ReadRideEvents", ReadRideEvents.with(new SourceOfOptions()));
    PCollectionTuple priced =
        read.get(ReadRideEvents.EVENTS)
            .apply("PriceRideEvents", PriceRideEvents.with(configuration.surge()));

    priced.get(PriceRideEvents.FINAL).apply("WriteFinalQuotes", writeFinals(configuration));
    configuration
        .topics()
        .live()
        .ifPresent(
            topic ->
                priced
                    .get(PriceRideEvents.LIVE)
                    .apply(
                        "WriteLiveQuotes", WriteQuotes.atLeastOnce(configuration.kafka(), topic)));

    PCollectionList.of(read.get(ReadRideEvents.REJECTED))
        .and(priced.get(PriceRideEvents.TOO_LATE))
        .apply("DeadLetters", Flatten.pCollections())
        .apply(
            "WriteDeadLetters",
            WriteDeadLetters.to(configuration.kafka(), configuration.topics().deadLetters()));
    return pipeline;
  }

  private static PTransform<PCollection<Iterable<SurgeQuote>>, PDone> writeFinals(
      SurgeConfiguration configuration) {
    KafkaConnection kafka = configuration.kafka();
    String topic = configuration.topics().surge();
    String group = "surge-pipeline-" + topic;
    return switch (configuration.delivery()) {
      case EXACTLY_ONCE -> WriteQuotes.exactlyOnce(kafka, topic, group, SHARDS);
      case AT_LEAST_ONCE -> WriteQuotes.atLeastOnce(kafka, topic);
      case KAFKAIO_EOS -> WriteQuotes.withKafkaIoTransactions(kafka, topic, group, SHARDS);
    };
  }
}
