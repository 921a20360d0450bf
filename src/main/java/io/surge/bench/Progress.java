package io.surge.bench;

import java.util.Optional;

/**
 * How far a measured program has got.
 *
 * @param time in nanoseconds of its own clock
 * @param records how many its Kafka consumers have handed to it
 * @param cpu what its process has used of the processors, in nanoseconds
 */
record Progress(long time, long records, long cpu) {
  private static final String LABEL = "progress";

  String line() {
    return LABEL + " " + time + " " + records + " " + cpu;
  }

  static Optional<Progress> parse(String line) {
    if (!line.startsWith(LABEL)) {
      return Optional.empty();
    }
    String[] words = line.split(" ", -1);
    return Optional.of(
        new Progress(Long.parseLong(words[1]), Long.parseLong(words[2]), Long.parseLong(words[3])));
  }

  double secondsSince(Progress earlier) {
    return (time - earlier.time) / 1e9;
  }
}
