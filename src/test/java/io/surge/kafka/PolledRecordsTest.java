package io.surge.kafka;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class PolledRecordsTest {
  private static final int LARGE = 600_000;

  @Test
  void recordsGoTogetherUpToTheirMost() {
    assertThat(
        offsetsOfPacks(records(5, 10), 2), contains(List.of(0, 1), List.of(2, 3), List.of(4)));
  }

  @Test
  void aPackEndsWithTheRecordThatMakesItLarge() {
    assertThat(offsetsOfPacks(records(3, LARGE), 1000), contains(List.of(0, 1), List.of(2)));
  }

  @Test
  void noRecordsMakeNoPack() {
    assertThat(PolledRecords.pack(List.of(), 1000), is(List.of()));
  }

  @Test
  void aPackStandsAtItsLastRecord() {
    ConsumerRecord<byte[], byte[]> pack = PolledRecords.pack(records(3, 10), 1000).get(0);
    assertThat(pack.topic(), is("rides"));
    assertThat(pack.partition(), is(7));
    assertThat(pack.offset(), is(2L));
    assertThat(pack.timestamp(), is(1002L));
  }

  private static List<List<Integer>> offsetsOfPacks(
      List<ConsumerRecord<byte[], byte[]>> records, int most) {
    return PolledRecords.pack(records, most).stream()
        .map(pack -> PolledRecords.unpack(KafkaFixture.throughReader(pack)))
        .map(pack -> pack.stream().map(record -> (int) record.offset()).toList())
        .toList();
  }

  private static List<ConsumerRecord<byte[], byte[]>> records(int count, int size) {
    return IntStream.range(0, count)
        .mapToObj(
            offset ->
                new ConsumerRecord<>(
                    "rides",
                    7,
                    offset,
                    1000L + offset,
                    TimestampType.CREATE_TIME,
                    ConsumerRecord.NULL_SIZE,
                    size,
                    (byte[]) null,
                    new byte[0],
                    new RecordHeaders(),
                    java.util.Optional.<Integer>empty()))
        .toList();
  }
}
