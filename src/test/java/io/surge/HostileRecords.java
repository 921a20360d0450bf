package io.surge;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.surge.domain.RejectionReason;
import io.surge.tools.TopicRole;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Records as careless and malicious clients send them, and why each will be rejected. */
final class HostileRecords {
  private static final long MAX_FUTURE_SKEW = 60_000;
  private static final int MAXIMUM_ID_LENGTH = 128;
  private static final int MAXIMUM_DEPTH = 1_000;
  private static final int MAXIMUM_DIGITS = 1_000;
  private static final int HUGE = 900_000;
  private static final int RARELY = 5_000;

  private static final List<String> NOT_OBJECTS =
      List.of("", " ", "[]", "null", "true", "1", "\"{}\"", "NaN", "}{", "<xml/>", "\u0000", "{");
  private static final List<String> AFTER_AN_OBJECT =
      List.of("}", "{}", ",", "x", " null", "\u0000");
  private static final List<String> NOT_JSON =
      List.of("NaN", "Infinity", "-Infinity", "+1", ".5", "01", "0x1F", "1.", "1e", "'1'", "1,");
  private static final List<String> NOT_NUMBERS =
      List.of("\"37.7\"", "null", "true", "{\"latitude\":1}", "[1]", "\"\"");
  private static final List<String> NOT_TIMES =
      List.of("1.5", "1e12", "1.0", "\"1\"", "null", "9223372036854775808", "-9e18");
  private static final List<String> NOT_TRUTHS = List.of("1", "0", "null", "\"true\"", "[]");
  private static final List<String> NOT_IDS = List.of("1", "null", "true", "{}", "[\"x\"]");
  private static final List<String> NOT_LATITUDES =
      List.of("90.0000001", "-90.0000001", "1e308", "-1e309", "91", "9223372036854775808");
  private static final List<String> NOT_LONGITUDES =
      List.of("180.0000001", "-180.0000001", "1e309", "-360", "1e308");

  private final Random random;

  HostileRecords(long seed) {
    random = new Random(seed);
  }

  /** A record and why it will be rejected. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Hostile(
      TopicRole topic,
      byte @Nullable [] key,
      byte @Nullable [] value,
      long recordTimestamp,
      RejectionReason reason) {}

  /** The next record of somebody who could also have sent a good one of this time. */
  Hostile next(long time) {
    TopicRole topic = oneOf(List.of(TopicRole.RIDE_REQUESTS, TopicRole.DRIVER_UPDATES));
    Map<String, String> fields = goodFields(topic, time);
    return switch (random.nextInt(8)) {
      case 0 -> hostile(topic, time, RejectionReason.MISSING_FIELD, json(withoutOne(fields)));
      case 1 -> hostile(topic, time, RejectionReason.WRONG_TYPE, json(illTyped(topic, fields)));
      case 2 -> hostile(topic, time, RejectionReason.INVALID_ID, json(badId(topic, fields)));
      case 3 -> hostile(topic, time, RejectionReason.INVALID_COORDINATE, json(elsewhere(fields)));
      case 4 -> atAnotherTime(topic, time, fields);
      default -> new Hostile(topic, key(), invalid(fields), time, RejectionReason.INVALID_JSON);
    };
  }

  private Hostile hostile(TopicRole topic, long time, RejectionReason reason, String json) {
    return new Hostile(topic, key(), json.getBytes(UTF_8), time, reason);
  }

  private static String idOf(TopicRole topic) {
    return topic == TopicRole.RIDE_REQUESTS ? "user_id" : "driver_id";
  }

  private Map<String, String> goodFields(TopicRole topic, long time) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put(idOf(topic), "\"somebody\"");
    fields.put("latitude", String.valueOf(random.nextDouble(-90, 90)));
    fields.put("longitude", String.valueOf(random.nextDouble(-180, 180)));
    if (topic == TopicRole.DRIVER_UPDATES) {
      fields.put("available", String.valueOf(random.nextBoolean()));
    }
    fields.put("timestamp", String.valueOf(time));
    return fields;
  }

  private static String json(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field -> "\"" + field.getKey() + "\":" + field.getValue())
        .collect(Collectors.joining(",", "{", "}"));
  }

  private Map<String, String> withoutOne(Map<String, String> fields) {
    String name = oneOf(List.copyOf(fields.keySet()));
    String value = fields.remove(name);
    if (random.nextBoolean()) {
      fields.put(oneOf(List.of(name.toUpperCase(Locale.ROOT), name + " ", "")), value);
    }
    return fields;
  }

  private Map<String, String> illTyped(TopicRole topic, Map<String, String> fields) {
    switch (random.nextInt(topic == TopicRole.DRIVER_UPDATES ? 6 : 5)) {
      case 0 -> fields.put("latitude", oneOf(NOT_NUMBERS));
      case 1 -> fields.put("longitude", oneOf(NOT_NUMBERS));
      case 2 -> fields.put(idOf(topic), oneOf(NOT_IDS));
      // Of a field that comes twice the last counts.
      case 3 -> fields.put("latitude", "1,\"latitude\":" + oneOf(NOT_NUMBERS));
      case 4 -> fields.put("timestamp", oneOf(NOT_TIMES));
      default -> fields.put("available", oneOf(NOT_TRUTHS));
    }
    return fields;
  }

  private Map<String, String> badId(TopicRole topic, Map<String, String> fields) {
    String id =
        switch (random.nextInt(4)) {
          case 0 -> "";
          case 1 -> "x".repeat(MAXIMUM_ID_LENGTH + 1);
          case 2 -> "\uD83D\uDE95".repeat(MAXIMUM_ID_LENGTH + 1);
          default -> "\\u0041".repeat(MAXIMUM_ID_LENGTH + 1 + random.nextInt(1_000));
        };
    fields.put(idOf(topic), "\"" + id + "\"");
    return fields;
  }

  private Map<String, String> elsewhere(Map<String, String> fields) {
    if (random.nextBoolean()) {
      fields.put("latitude", oneOf(NOT_LATITUDES));
    } else {
      fields.put("longitude", oneOf(NOT_LONGITUDES));
    }
    return fields;
  }

  /** Times that would stop or move a clock that believed them. */
  private Hostile atAnotherTime(TopicRole topic, long time, Map<String, String> fields) {
    switch (random.nextInt(4)) {
      case 0 -> {
        fields.put("timestamp", String.valueOf(-1 - random.nextLong(Long.MAX_VALUE)));
        return hostile(topic, time, RejectionReason.NEGATIVE_TIMESTAMP, json(fields));
      }
      case 1 -> {
        fields.put("timestamp", String.valueOf(random.nextLong(time / 2)));
        return hostile(topic, time, RejectionReason.TOO_LATE, json(fields));
      }
      case 2 -> {
        fields.put("timestamp", "0");
        return hostile(topic, time, RejectionReason.TOO_LATE, json(fields));
      }
      default -> {
        long ahead =
            oneOf(
                List.of(
                    time + MAX_FUTURE_SKEW + 1,
                    random.nextLong(time + MAX_FUTURE_SKEW + 1, Long.MAX_VALUE),
                    Long.MAX_VALUE));
        fields.put("timestamp", String.valueOf(ahead));
        return hostile(topic, time, RejectionReason.FUTURE_TIMESTAMP, json(fields));
      }
    }
  }

  /** What is not one JSON object in UTF-8. */
  private byte @Nullable [] invalid(Map<String, String> fields) {
    if (random.nextInt(RARELY) == 0) {
      return excessive(fields);
    }
    String good = json(fields);
    return switch (random.nextInt(8)) {
      case 0 -> null;
      case 1 -> oneOf(NOT_OBJECTS).getBytes(UTF_8);
      case 2 -> randomBytes(300);
      case 3 -> good.substring(0, random.nextInt(good.length())).getBytes(UTF_8);
      case 4 -> (good + oneOf(AFTER_AN_OBJECT)).getBytes(UTF_8);
      case 5 -> mutated(good).getBytes(UTF_8);
      case 6 -> good.replace("somebody", "some\u00ffbody").getBytes(ISO_8859_1);
      default -> {
        fields.put("longitude", oneOf(NOT_JSON));
        yield json(fields).getBytes(UTF_8);
      }
    };
  }

  /** Another character in the place of one that holds the object together. */
  private String mutated(String good) {
    int at;
    do {
      at = random.nextInt(good.length());
    } while ("{}\":,".indexOf(good.charAt(at)) < 0);
    return good.substring(0, at) + (char) ('f' + random.nextInt(20)) + good.substring(at + 1);
  }

  /** What would fill a memory or a stack. */
  private byte[] excessive(Map<String, String> fields) {
    fields.put(
        "extra",
        switch (random.nextInt(4)) {
          case 0 -> "[".repeat(HUGE);
          case 1 -> "{\"a\":".repeat(MAXIMUM_DEPTH + 1) + "1" + "}".repeat(MAXIMUM_DEPTH + 1);
          case 2 -> "1".repeat(MAXIMUM_DIGITS + 1);
          default -> "\"" + "x".repeat(HUGE);
        });
    return json(fields).getBytes(UTF_8);
  }

  /** No object by chance: that would begin with a brace or a blank. */
  private byte[] randomBytes(int most) {
    byte[] bytes = new byte[1 + random.nextInt(most)];
    random.nextBytes(bytes);
    bytes[0] |= (byte) 0x80;
    return bytes;
  }

  private byte @Nullable [] key() {
    return switch (random.nextInt(5)) {
      case 0 -> null;
      case 1 -> new byte[0];
      case 2 -> randomBytes(1_000);
      default -> randomBytes(10);
    };
  }

  private <T> T oneOf(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
