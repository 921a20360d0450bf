package io.surge;

import io.surge.domain.SurgeQuote;
import io.surge.kafka.SurgeQuoteJson;
import io.surge.testing.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Ticks off the final quotes that are expected once each, in whatever order zones have. */
final class ExpectedQuotes {
  private static final int ENOUGH = 10;

  private final Set<SurgeQuote> outstanding = new HashSet<>();
  private final List<SurgeQuote> unexpected = new ArrayList<>();

  /**
   * Expects more.
   *
   * @param expected all different, their {@code computedAt} 0
   */
  void expect(Collection<SurgeQuote> expected) {
    outstanding.addAll(expected);
  }

  void arrived(ConsumerRecord<byte[], byte[]> record) {
    SurgeQuote timeless = PipelineUnderTest.withoutClock(SurgeQuoteJson.decode(record.value()));
    if (!outstanding.remove(timeless)) {
      unexpected.add(timeless);
    }
  }

  /** Waits until all have come, or one that should not. */
  void await(TopicReader finals, Duration patience) throws Exception {
    Await.until(
        "all final quotes have come",
        patience,
        () -> {
          finals.poll(this::arrived);
          return outstanding.isEmpty() || !unexpected.isEmpty();
        });
  }

  /** What is missing or too much, some of it; nothing if all came once. */
  List<String> differences() {
    List<String> differences = new ArrayList<>();
    outstanding.stream().limit(ENOUGH).forEach(quote -> differences.add("missing: " + quote));
    unexpected.stream().limit(ENOUGH).forEach(quote -> differences.add("too much: " + quote));
    return differences;
  }
}
