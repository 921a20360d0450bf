package io.surge;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.surge.domain.InputRecord;
import io.surge.domain.RejectionReason;
import io.surge.testing.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Header;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Ticks off the dead letters that are expected, byte for byte. */
final class ExpectedLetters {
  private static final int ENOUGH = 10;

  private final Map<InputRecord, RejectionReason> outstanding = new HashMap<>();
  private final Map<InputRecord, RejectionReason> arrived = new HashMap<>();
  private final List<String> unexpected = new ArrayList<>();
  private final boolean repeatable;

  private ExpectedLetters(boolean repeatable) {
    this.repeatable = repeatable;
  }

  /** Expects each once. */
  static ExpectedLetters once() {
    return new ExpectedLetters(false);
  }

  /** Expects each once or, after crashes, more often. */
  static ExpectedLetters atLeastOnce() {
    return new ExpectedLetters(true);
  }

  /** Expects a record back that was sent so. */
  void expect(
      Future<RecordMetadata> sent,
      byte @Nullable [] key,
      byte @Nullable [] value,
      RejectionReason reason)
      throws Exception {
    RecordMetadata place = sent.get();
    outstanding.put(
        new InputRecord(place.topic(), place.partition(), place.offset(), key, value), reason);
  }

  /** How many different ones came as expected. */
  int count() {
    return arrived.size();
  }

  void arrived(ConsumerRecord<byte[], byte[]> letter) {
    InputRecord origin =
        new InputRecord(
            header(letter, "source.topic"),
            Integer.parseInt(header(letter, "source.partition")),
            Long.parseLong(header(letter, "source.offset")),
            letter.key(),
            letter.value());
    RejectionReason expected = outstanding.remove(origin);
    if (expected == null && repeatable) {
      expected = arrived.get(origin);
    }
    String reason = header(letter, "reason");
    if (expected == null
        || !expected.code().equals(reason)
        || header(letter, "detail").isBlank()
        || letter.headers().toArray().length != 5) {
      unexpected.add(origin + " as " + letter.headers() + " instead of " + expected);
      return;
    }
    arrived.put(origin, expected);
  }

  private static String header(ConsumerRecord<?, ?> letter, String name) {
    Header header = letter.headers().lastHeader(name);
    return header == null ? "0" : new String(header.value(), UTF_8);
  }

  /** Waits until all have come, or one that should not. */
  void await(TopicReader letters, Duration patience) throws Exception {
    Await.until(
        "all dead letters have come",
        patience,
        () -> {
          letters.poll(this::arrived);
          return outstanding.isEmpty() || !unexpected.isEmpty();
        });
  }

  /** What is missing or too much, some of it; nothing if all came once. */
  List<String> differences() {
    List<String> differences = new ArrayList<>();
    outstanding.entrySet().stream()
        .limit(ENOUGH)
        .forEach(letter -> differences.add("missing: " + letter));
    unexpected.stream().limit(ENOUGH).forEach(letter -> differences.add("too much: " + letter));
    return differences;
  }
}
