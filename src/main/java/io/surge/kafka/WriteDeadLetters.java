package io.surge.kafka;

import io.surge.domain.DeadLetter;
import io.surge.domain.InputRecord;
import io.surge.domain.RejectionReason;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.IterableCoder;
import org.apache.beam.sdk.coders.NullableCoder;
import org.apache.beam.sdk.io.kafka.ProducerRecordCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PDone;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Writes dead letters to their topic, each with the key and value that it came with, byte for byte
 * and also where there was none, and in the headers {@link DeadLetterHeaders} why it was rejected
 * and which record it is. At least once; topic, partition and offset tell a repetition.
 */
public final class WriteDeadLetters extends PTransform<PCollection<DeadLetter>, PDone> {
  private static final long serialVersionUID = 1;

  private final KafkaConnection connection;
  private final String topic;

  private WriteDeadLetters(KafkaConnection connection, String topic) {
    this.connection = connection;
    this.topic = topic;
  }

  public static WriteDeadLetters to(KafkaConnection connection, String topic) {
    return new WriteDeadLetters(connection, topic);
  }

  @Override
  public PDone expand(PCollection<DeadLetter> letters) {
    NullableCoder<byte[]> bytes = NullableCoder.of(ByteArrayCoder.of());
    return letters
        .apply("Address", ParDo.of(new Address(topic)))
        .setCoder(IterableCoder.of(ProducerRecordCoder.of(bytes, bytes)))
        .apply("Send", new WriteAtLeastOnce(connection));
  }

  private static final class Address
      extends DoFn<DeadLetter, Iterable<ProducerRecord<byte[], byte[]>>> {
    private static final long serialVersionUID = 1;
    private final String topic;
    private final KindCounters<RejectionReason> written =
        new KindCounters<>("dead_letters", RejectionReason.class);

    Address(String topic) {
      this.topic = topic;
    }

    @ProcessElement
    public void address(
        @Element DeadLetter letter,
        OutputReceiver<Iterable<ProducerRecord<byte[], byte[]>>> output) {
      InputRecord origin = letter.origin();
      ProducerRecord<byte[], byte[]> record =
          new ProducerRecord<>(topic, origin.key(), origin.value());
      add(record, DeadLetterHeaders.REASON, letter.reason().code());
      add(record, DeadLetterHeaders.DETAIL, letter.detail());
      add(record, DeadLetterHeaders.SOURCE_TOPIC, origin.topic());
      add(record, DeadLetterHeaders.SOURCE_PARTITION, String.valueOf(origin.partition()));
      add(record, DeadLetterHeaders.SOURCE_OFFSET, String.valueOf(origin.offset()));
      output.output(List.of(record));
      written.count(letter.reason());
    }

    @FinishBundle
    public void finishBundle() {
      written.tell();
    }

    private static void add(ProducerRecord<?, ?> record, String name, String value) {
      record.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }
  }
}
