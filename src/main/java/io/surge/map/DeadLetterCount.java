package io.surge.map;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** How many dead letters came since the start, by the reason in their header. */
final class DeadLetterCount {
  private static final Pattern CODE = Pattern.compile("[a-z][a-z_]{0,39}");
  private static final String OTHER = "other";

  /** Whoever may write to the topic could make up reasons without end. */
  private static final int MOST_REASONS = 30;

  private final Map<String, Long> byReason = new ConcurrentHashMap<>();

  void add(ConsumerRecord<?, ?> letter) {
    Header header = letter.headers().lastHeader("reason");
    String reason =
        header == null || header.value() == null
            ? OTHER
            : new String(header.value(), StandardCharsets.UTF_8);
    boolean known = byReason.containsKey(reason);
    boolean takesNew = byReason.size() < MOST_REASONS && CODE.matcher(reason).matches();
    byReason.merge(known || takesNew ? reason : OTHER, 1L, Long::sum);
  }

  /** By reason, the most frequent first. */
  List<Map.Entry<String, Long>> byReason() {
    return Map.copyOf(byReason).entrySet().stream()
        .sorted(
            Map.Entry.<String, Long>comparingByValue()
                .reversed()
                .thenComparing(Map.Entry.comparingByKey()))
        .toList();
  }
}
