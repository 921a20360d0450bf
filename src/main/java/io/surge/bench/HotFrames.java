package io.surge.bench;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which frames cost most by themselves, and which with all that they call.
 *
 * @param all the sum of all samples
 */
record HotFrames(Map<String, Long> self, Map<String, Long> total, long all) {
  private static final int LISTED = 40;

  /**
   * @param stacks a line for each stack: its frames from the outermost on, separated by semicolons,
   *     a space and the samples in it
   */
  static HotFrames of(String stacks) {
    Map<String, Long> self = new HashMap<>();
    Map<String, Long> total = new HashMap<>();
    long all = 0;
    for (String line : stacks.lines().toList()) {
      int space = line.lastIndexOf(' ');
      long samples = Long.parseLong(line.substring(space + 1));
      List<String> frames = List.of(line.substring(0, space).split(";", -1));
      self.merge(frames.get(frames.size() - 1), samples, Long::sum);
      Set<String> once = new HashSet<>(frames);
      once.forEach(frame -> total.merge(frame, samples, Long::sum));
      all += samples;
    }
    return new HotFrames(self, total, all);
  }

  String summary() {
    return "by themselves\n" + hottest(self) + "\nwith what they call\n" + hottest(total);
  }

  private String hottest(Map<String, Long> samples) {
    return samples.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
        .limit(LISTED)
        .map(frame -> line(frame.getKey(), frame.getValue()))
        .collect(Collectors.joining());
  }

  private String line(String frame, long samples) {
    return String.format(Locale.ROOT, "%6.2f %%  %s%n", 100.0 * samples / all, frame);
  }
}
