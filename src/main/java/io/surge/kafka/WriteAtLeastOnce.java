package io.surge.kafka;

import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PDone;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Sends records as they come, and lets no bundle be committed before Kafka has acknowledged what it
 * sent. Records of one key keep their order; after a crash some may be sent again.
 *
 * <p>The same promise as {@code KafkaIO.write}, which waits at the end of each bundle, however
 * short: several times a second a chain of steps stood still for a round trip to the broker. Here
 * the wait is a step of its own, whose bundle ends later, when all has long been acknowledged.
 */
final class WriteAtLeastOnce
    extends PTransform<PCollection<ProducerRecord<byte[], byte[]>>, PDone> {
  private static final long serialVersionUID = 1L;

  private final KafkaConnection connection;

  WriteAtLeastOnce(KafkaConnection connection) {
    this.connection = connection;
  }

  @Override
  public PDone expand(PCollection<ProducerRecord<byte[], byte[]>> records) {
    records
        .apply("SendRecords", ParDo.of(new SendRecords(new ProducerSettings(connection))))
        .setCoder(new InFlightCoder())
        .apply("AwaitAcknowledgement", ParDo.of(new AwaitAcknowledgement()));
    return PDone.in(records.getPipeline());
  }
}
