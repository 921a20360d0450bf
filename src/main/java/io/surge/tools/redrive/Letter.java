package io.surge.tools.redrive;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.surge.domain.InputRecord;
import io.surge.kafka.DeadLetterHeaders;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * A dead letter as it lies in its topic.
 *
 * @param reason the code of why it was rejected
 * @param origin the record that was
 */
record Letter(String reason, InputRecord origin) {

  /** Which record was rejected: the same in every repetition of a letter. */
  record Identity(String topic, int partition, long offset) {}

  Identity identity() {
    return new Identity(origin.topic(), origin.partition(), origin.offset());
  }

  /** Reads a record of the dead letters' topic, unless its headers are not a dead letter's. */
  static Optional<Letter> read(ConsumerRecord<byte[], byte[]> record) {
    try {
      InputRecord origin =
          new InputRecord(
              header(record, DeadLetterHeaders.SOURCE_TOPIC),
              Integer.parseInt(header(record, DeadLetterHeaders.SOURCE_PARTITION)),
              Long.parseLong(header(record, DeadLetterHeaders.SOURCE_OFFSET)),
              record.key(),
              record.value());
      return Optional.of(new Letter(header(record, DeadLetterHeaders.REASON), origin));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    Header header = record.headers().lastHeader(name);
    if (header == null || header.value() == null) {
      throw new IllegalArgumentException("no header " + name);
    }
    return new String(header.value(), UTF_8);
  }
}
