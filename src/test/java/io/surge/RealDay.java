package io.surge;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/** The recorded day of San Francisco's cabs, 2008-06-06, where it is at hand. */
final class RealDay {
  /** Beside the project: the data's licence does not let it be part of it. */
  static final Path DIRECTORY = Path.of("..", "shared", "data", "sf-cabs-2008-06-06");

  /** Midnight in San Francisco. */
  static final Instant MIDNIGHT = Instant.parse("2008-06-06T07:00:00Z");

  private static final Pattern LINE =
      Pattern.compile(
          "\\{\"(?:user|driver)_id\":\"([^\"]+)\",\"latitude\":([-0-9.]+),\"longitude\":([-0-9.]+),"
              + "(?:\"available\":(true|false),)?\"timestamp\":([0-9]+)}");

  private RealDay() {}

  static boolean isAtHand() {
    return Files.isDirectory(DIRECTORY);
  }

  /** The events of a part of the day, each file's in its order. */
  static List<SentEvent> events(Duration from, Duration to) throws IOException {
    List<SentEvent> events = new ArrayList<>();
    for (String file : List.of("ride-requests.jsonl.gz", "driver-updates.jsonl.gz")) {
      try (BufferedReader lines = open(file)) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          SentEvent event = parse(line);
          long time = event.timestamp() - MIDNIGHT.toEpochMilli();
          if (time >= from.toMillis() && time < to.toMillis()) {
            events.add(event);
          }
        }
      }
    }
    return events;
  }

  private static BufferedReader open(String file) throws IOException {
    return new BufferedReader(
        new InputStreamReader(
            new GZIPInputStream(Files.newInputStream(DIRECTORY.resolve(file))), UTF_8));
  }

  private static SentEvent parse(String line) {
    Matcher fields = LINE.matcher(line);
    if (!fields.matches()) {
      throw new IllegalArgumentException("not a line of that day: " + line);
    }
    return new SentEvent(
        fields.group(1),
        new Place(Double.parseDouble(fields.group(2)), Double.parseDouble(fields.group(3))),
        fields.group(4) == null ? null : Boolean.valueOf(fields.group(4)),
        Long.parseLong(fields.group(5)));
  }
}
