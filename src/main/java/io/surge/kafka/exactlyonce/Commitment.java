package io.surge.kafka.exactlyonce;

import java.util.Optional;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;

/**
 * How far a shard's log is published, as Kafka holds it: committed in the same transactions as the
 * records, so always true. It is kept as a consumer group's offset, with the writer as metadata.
 *
 * @param writer who has numbered the batches
 * @param next all batches below are published
 */
record Commitment(WriterId writer, long next) {
  private static final String WITHOUT_STATE =
      "without the sink's part of it (--delivery=at-least-once --allowNonRestoredState=true)";

  OffsetAndMetadata toOffset() {
    return new OffsetAndMetadata(next, writer.toString());
  }

  /**
   * @param offset null if Kafka holds none
   * @throws DeliveryRefusedException if it is not a sink's
   */
  static Optional<Commitment> of(OffsetAndMetadata offset, String name) {
    if (offset == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Commitment(WriterId.parse(offset.metadata()), offset.offset()));
    } catch (IllegalArgumentException e) {
      throw new DeliveryRefusedException(
          "consumer group "
              + name
              + " holds offsets that are no sink's: delete the group, or write to another topic");
    }
  }

  /**
   * The number of the first batch that a writer has still to publish.
   *
   * @param log as the writer found it in the pipeline's state; everything in it is durable
   * @throws DeliveryRefusedException if state and Kafka contradict each other
   */
  static long firstToPublish(LogPosition log, Optional<Commitment> found, String name) {
    if (found.isPresent() && found.get().writer.equals(log.writer())) {
      return resume(log, found.get().next, name);
    }
    if (found.isPresent() && found.get().writer.isNewerThan(log.writer())) {
      throw new DeliveryRefusedException(
          "sink %s was taken over by a newer run, %s: this one, %s, must not publish any more"
              .formatted(name, found.get().writer, log.writer()));
    }
    if (log.hasCommitted()) {
      throw forgotten(log, name);
    }
    return log.first();
  }

  private static long resume(LogPosition log, long committed, String name) {
    if (committed > log.next()) {
      throw new DeliveryRefusedException(
          ("sink %s has published %d batches that the restored state does not know: restore the"
                  + " newest checkpoint or savepoint, or start from this one %s, and what came"
                  + " after it is published again")
              .formatted(name, committed - log.next(), WITHOUT_STATE));
    }
    if (committed < log.first()) {
      throw forgotten(log, name);
    }
    return committed;
  }

  private static DeliveryRefusedException forgotten(LogPosition log, String name) {
    return new DeliveryRefusedException(
        ("sink %s has published %d batches that Kafka's consumer offsets do not know (have they"
                + " expired?): start from this state %s, and the %d batches after them are left"
                + " out, published or not")
            .formatted(name, log.first() - log.origin(), WITHOUT_STATE, log.next() - log.first()));
  }
}
