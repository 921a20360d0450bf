package io.surge.kafka.exactlyonce;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderException;
import org.apache.beam.sdk.testing.CoderProperties;
import org.apache.beam.sdk.util.CoderUtils;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.Test;

/** Savepoints hold these bytes: a change here needs a new version that still reads the old one. */
final class StateFormatsTest {
  private static final ProducerRecord<byte[], byte[]> FULL =
      new ProducerRecord<>(
          "topic",
          7,
          1_700_000_000_000L,
          "key".getBytes(UTF_8),
          "value".getBytes(UTF_8),
          List.<Header>of(
              new RecordHeader("name", "text".getBytes(UTF_8)), new RecordHeader("none", null)));
  private static final ProducerRecord<byte[], byte[]> EMPTY =
      new ProducerRecord<>("topic", null, null);

  @Test
  void batchesKeepTheirBytes() throws Exception {
    CoderProperties.coderEncodesBase64(
        RecordBatchCoder.of(),
        batch(FULL, EMPTY),
        "AQIlHwNrZXkFdmFsdWUHgNCV_7wxAgRuYW1lAgR0ZXh0BG5vbmUAAA");
  }

  @Test
  void positionsKeepTheirBytes() throws Exception {
    CoderProperties.coderEncodesBase64(
        LogPositionCoder.of(),
        new LogPosition("group", new WriterId(1_700_000_000_000L, "0123456789abcdef"), 1, 2, 300),
        "AQVncm91cB4xNzAwMDAwMDAwMDAwLTAxMjM0NTY3ODlhYmNkZWYBAqwC");
  }

  @Test
  void allPartsOfARecordComeBack() throws Exception {
    RecordBatch batch = roundTrip(RecordBatchCoder.of(), batch(FULL, EMPTY));
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    batch.records("topic").forEach(records::add);
    assertThat(records.size(), is(2));
    ProducerRecord<byte[], byte[]> full = records.get(0);
    assertThat(full.topic(), is("topic"));
    assertThat(full.partition(), is(7));
    assertThat(full.timestamp(), is(1_700_000_000_000L));
    assertThat(full.key(), is("key".getBytes(UTF_8)));
    assertThat(full.value(), is("value".getBytes(UTF_8)));
    assertThat(full.headers(), is(FULL.headers()));
    assertThat(records.get(1), is(EMPTY));
  }

  @Test
  void aBuilderIsEmptyAgainAfterABatch() throws Exception {
    RecordBatch.Builder builder = new RecordBatch.Builder();
    builder.add(EMPTY);
    RecordBatch first = builder.build();
    assertThat(builder.isEmpty(), is(true));
    builder.add(EMPTY);
    assertThat(builder.build(), is(first));
    assertThat(first.records("topic"), contains(EMPTY));
  }

  @Test
  void positionsComeBack() throws Exception {
    LogPosition position = new LogPosition("group", WriterId.create(), 1, 2, 300);
    assertThat(roundTrip(LogPositionCoder.of(), position), is(position));
  }

  @Test
  void anUnknownVersionIsRefused() {
    byte[] bytes = {9, 0, 0};
    assertThrows(
        CoderException.class, () -> CoderUtils.decodeFromByteArray(RecordBatchCoder.of(), bytes));
    assertThrows(
        CoderException.class, () -> CoderUtils.decodeFromByteArray(LogPositionCoder.of(), bytes));
  }

  @SafeVarargs
  private static RecordBatch batch(ProducerRecord<byte[], byte[]>... records) throws Exception {
    RecordBatch.Builder builder = new RecordBatch.Builder();
    for (ProducerRecord<byte[], byte[]> record : records) {
      builder.add(record);
    }
    return builder.build();
  }

  private static <T> T roundTrip(Coder<T> coder, T value) throws Exception {
    return CoderUtils.decodeFromByteArray(coder, CoderUtils.encodeToByteArray(coder, value));
  }
}
