package io.surge.kafka;

import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PDone;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Sends batches of records as they come, and lets no bundle be committed before Kafka has
 * acknowledged what it sent. Records of one key keep their order; after a crash some may be sent
 * again.
 *
 * <p>The same promise as {@code KafkaIO.write}, which waits at the end of each bundle, however
 * short: many times a second a chain of steps would stand still for a round trip to the broker.
 * Here the wait is a step of its own. It is given one element, all that is on its way, and none
 * more until it has waited, so that its bundles end by time or for a checkpoint only.
 */
final class WriteAtLeastOnce
    extends PTransform<PCollection<Iterable<ProducerRecord<byte[], byte[]>>>, PDone> {
  private static final long serialVersionUID = 1L;

  private final KafkaConnection connection;

  WriteAtLeastOnce(KafkaConnection connection) {
    this.connection = connection;
  }

  @Override
  public PDone expand(PCollection<Iterable<ProducerRecord<byte[], byte[]>>> batches) {
    batches
        .apply("SendRecords", ParDo.of(new SendRecords(new ProducerSettings(connection))))
        .setCoder(new InFlightCoder())
        .apply("AwaitAcknowledgement", ParDo.of(new AwaitAcknowledgement()));
    return PDone.in(batches.getPipeline());
  }
}
