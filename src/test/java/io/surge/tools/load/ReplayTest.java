package io.surge.tools.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.surge.tools.ToolException;
import io.surge.tools.TopicRole;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReplayTest {
  @TempDir Path directory;

  @Test
  void mergesFilesByTheirTimestamps() throws IOException {
    List<Recording> recordings =
        List.of(
            requests(
                "{\"user_id\":\"ana\",\"timestamp\":1000}",
                "{\"user_id\":\"ben\",\"timestamp\":3000}"),
            updates(
                "{\"driver_id\":\"cleo\",\"timestamp\":1000}",
                "{\"driver_id\":\"dan\",\"timestamp\":2000}"));

    assertThat(
        play(recordings, 0),
        contains(
            record(
                TopicRole.RIDE_REQUESTS,
                "ana",
                "{\"user_id\":\"ana\",\"timestamp\":1000}",
                1000,
                1000),
            record(
                TopicRole.DRIVER_UPDATES,
                "cleo",
                "{\"driver_id\":\"cleo\",\"timestamp\":1000}",
                1000,
                1000),
            record(
                TopicRole.DRIVER_UPDATES,
                "dan",
                "{\"driver_id\":\"dan\",\"timestamp\":2000}",
                2000,
                2000),
            record(
                TopicRole.RIDE_REQUESTS,
                "ben",
                "{\"user_id\":\"ben\",\"timestamp\":3000}",
                3000,
                3000)));
  }

  @Test
  void shiftsTheTimestampAndNothingElse() throws IOException {
    String line = "{ \"timestamp\" : 999, \"note\":{\"timestamp\":999}, \"user_id\":\"\u00e9va\" }";
    String shifted =
        "{ \"timestamp\" : 1009, \"note\":{\"timestamp\":999}, \"user_id\":\"\u00e9va\" }";

    assertThat(
        play(List.of(requests(line)), 10),
        contains(record(TopicRole.RIDE_REQUESTS, "\u00e9va", shifted, 999, 1009)));
  }

  @Test
  void playsWhatWasBrokenAfterTheLineBefore() throws IOException {
    List<Recording> recordings =
        List.of(
            requests(
                "{\"user_id\":\"ana\",\"timestamp\":1000}",
                "{\"user_id\":\"ben\",\"timesta",
                "",
                "[1]"),
            updates("{\"driver_id\":\"cleo\",\"timestamp\":1001}"));

    assertThat(
        play(recordings, 5),
        contains(
            record(
                TopicRole.RIDE_REQUESTS,
                "ana",
                "{\"user_id\":\"ana\",\"timestamp\":1005}",
                1000,
                1005),
            record(TopicRole.RIDE_REQUESTS, "ben", "{\"user_id\":\"ben\",\"timesta", 1000, 1005),
            record(TopicRole.RIDE_REQUESTS, null, "[1]", 1000, 1005),
            record(
                TopicRole.DRIVER_UPDATES,
                "cleo",
                "{\"driver_id\":\"cleo\",\"timestamp\":1006}",
                1001,
                1006)));
  }

  @Test
  void sendsBytesThatAreNoTextUnchanged() throws IOException {
    Path file = directory.resolve("bytes.jsonl");
    byte[] bytes = {'{', (byte) 0xff, (byte) 0x80, '}'};
    Files.write(file, bytes);

    List<TimedRecord> played = play(List.of(new Recording(TopicRole.RIDE_REQUESTS, file)), 0);

    assertThat(new String(played.get(0).value(), ISO_8859_1), is(new String(bytes, ISO_8859_1)));
  }

  @Test
  void unpacksCompressedFiles() throws IOException {
    Path file = directory.resolve("requests.jsonl.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write("{\"user_id\":\"ana\",\"timestamp\":1000}\n".getBytes(UTF_8));
    }

    assertThat(
        play(List.of(new Recording(TopicRole.RIDE_REQUESTS, file)), 0),
        contains(
            record(
                TopicRole.RIDE_REQUESTS,
                "ana",
                "{\"user_id\":\"ana\",\"timestamp\":1000}",
                1000,
                1000)));
  }

  @Test
  void shiftsSoThatTheLastEventHappensWhenItIsSent() throws IOException {
    TimeSpan span =
        TimeSpan.of(
            List.of(
                requests("{\"timestamp\":61000}"),
                updates("{\"timestamp\":1000}", "{\"timestamp\":2000}")));

    assertThat(span, is(new TimeSpan(1_000, 61_000)));
    assertThat(span.shiftTo(1_000_000, 1), is(999_000L));
    assertThat(span.shiftTo(1_000_000, 60), is(940_000L));
    assertThat(span.shiftTo(1_000_000, Double.POSITIVE_INFINITY), is(939_000L));
  }

  @Test
  void saysThatThereIsNothingToReplay() throws IOException {
    Recording nothing = requests();
    ToolException refused = assertThrows(ToolException.class, () -> TimeSpan.of(List.of(nothing)));
    assertThat(refused.getMessage(), is("there is nothing to replay in the files"));
  }

  @Test
  void saysWhichFileCannotBeRead() {
    Recording missing = new Recording(TopicRole.RIDE_REQUESTS, directory.resolve("missing"));
    ToolException refused = assertThrows(ToolException.class, () -> TimeSpan.of(List.of(missing)));
    assertThat(refused.getMessage(), containsString("cannot read " + missing.file()));
  }

  private Recording requests(String... lines) throws IOException {
    return new Recording(
        TopicRole.RIDE_REQUESTS, Files.write(directory.resolve("requests"), List.of(lines)));
  }

  private Recording updates(String... lines) throws IOException {
    return new Recording(
        TopicRole.DRIVER_UPDATES, Files.write(directory.resolve("updates"), List.of(lines)));
  }

  private static List<TimedRecord> play(List<Recording> recordings, long shift) {
    List<TimedRecord> played = new ArrayList<>();
    try (Replay replay = new Replay(recordings, shift)) {
      replay.forEachRemaining(played::add);
    }
    return played;
  }

  private static TimedRecord record(
      TopicRole topic, String key, String value, long at, long timestamp) {
    byte[] keyBytes = key == null ? null : key.getBytes(UTF_8);
    return new TimedRecord(topic, keyBytes, value.getBytes(UTF_8), at, timestamp);
  }
}
