package io.surge.domain;

import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them in options: {@code 500ms}, {@code 30s}, {@code 2m}. */
public final class DurationText {
  private static final Pattern TEXT = Pattern.compile("(\\d{1,12})(ms|s|m|h|d)");

  private record Unit(String name, Duration length) {}

  private static final Unit MILLISECOND = new Unit("ms", Duration.ofMillis(1));
  private static final List<Unit> LONGEST_FIRST =
      List.of(
          new Unit("d", Duration.ofDays(1)),
          new Unit("h", Duration.ofHours(1)),
          new Unit("m", Duration.ofMinutes(1)),
          new Unit("s", Duration.ofSeconds(1)),
          MILLISECOND);

  private DurationText() {}

  /**
   * Reads a whole number with the unit ms, s, m, h or d.
   *
   * @throws IllegalArgumentException naming what it takes
   */
  public static Duration parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("takes a duration such as 500ms, 30s or 2m");
    }
    Duration unit =
        LONGEST_FIRST.stream()
            .filter(each -> each.name().equals(matcher.group(2)))
            .findFirst()
            .orElseThrow()
            .length();
    return unit.multipliedBy(Long.parseLong(matcher.group(1)));
  }

  /** Writes a duration of whole milliseconds, not negative, in its longest unit without a rest. */
  public static String format(Duration duration) {
    long milliseconds = duration.toMillis();
    if (milliseconds == 0) {
      return "0" + MILLISECOND.name();
    }
    Unit unit =
        LONGEST_FIRST.stream()
            .filter(each -> milliseconds % each.length().toMillis() == 0)
            .findFirst()
            .orElseThrow();
    return milliseconds / unit.length().toMillis() + unit.name();
  }
}
