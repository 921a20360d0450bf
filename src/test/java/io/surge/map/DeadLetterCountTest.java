package io.surge.map;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

final class DeadLetterCountTest {
  private final DeadLetterCount count = new DeadLetterCount();

  @Test
  void countsByReasonTheMostFrequentFirst() {
    count.add(letter("too_late"));
    count.add(letter("invalid_json"));
    count.add(letter("invalid_json"));
    assertThat(
        count.byReason(), is(List.of(Map.entry("invalid_json", 2L), Map.entry("too_late", 1L))));
  }

  @Test
  void countsWhatNamesNoProperReasonTogether() {
    count.add(new ConsumerRecord<>("letters", 0, 0, new byte[0], new byte[0]));
    count.add(letter("<script>"));
    count.add(letter("x".repeat(41)));
    assertThat(count.byReason(), is(List.of(Map.entry("other", 3L))));
  }

  @Test
  void keepsNoMoreThanThirtyReasonsHoweverManyAreMadeUp() {
    for (int i = 0; i < 26 * 26; i++) {
      count.add(letter("" + (char) ('a' + i / 26) + (char) ('a' + i % 26)));
    }
    assertThat(count.byReason().size(), is(31));
    assertThat(count.byReason().get(0), is(Map.entry("other", 26L * 26 - 30)));
  }

  private static ConsumerRecord<byte[], byte[]> letter(String reason) {
    ConsumerRecord<byte[], byte[]> letter =
        new ConsumerRecord<>("letters", 0, 0, new byte[0], new byte[0]);
    letter.headers().add("reason", reason.getBytes(StandardCharsets.UTF_8));
    return letter;
  }
}
