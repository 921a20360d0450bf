package io.surge;

import io.surge.domain.DurationText;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The text of one option and what it means. Every mistake names the option and what it takes. */
record OptionText(String option, String text) {
  /** Longer ones are slips of the pen, and sums of them could overflow. */
  private static final Duration LONGEST = Duration.ofDays(3650);

  Duration duration() {
    Duration duration = as(DurationText::parse);
    if (duration.compareTo(LONGEST) > 0) {
      throw refused("takes a duration of at most " + DurationText.format(LONGEST));
    }
    return duration;
  }

  Duration durationAboveZero() {
    Duration duration = duration();
    if (duration.isZero()) {
      throw refused("takes a duration above 0");
    }
    return duration;
  }

  /** A duration above 0, or nothing where the text is a word that stands for none. */
  Optional<Duration> durationAboveZeroOr(String word) {
    if (text.equals(word)) {
      return Optional.empty();
    }
    try {
      return Optional.of(durationAboveZero());
    } catch (UsageException e) {
      throw refused("takes " + word + " or a duration above 0 such as 500ms, 30s or 2m");
    }
  }

  Duration multipleOf(Duration step) {
    Duration duration = durationAboveZero();
    if (duration.toMillis() % step.toMillis() != 0) {
      throw refused("takes a multiple of --windowSlide (" + DurationText.format(step) + ")");
    }
    return duration;
  }

  /** A constant as options spell it: {@code exactly-once} for EXACTLY_ONCE. */
  <E extends Enum<E>> E constant(Class<E> type) {
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> spelling(constant).equals(text))
        .findFirst()
        .orElseThrow(() -> refused("takes " + spellings(type)));
  }

  /**
   * @param parse throws IllegalArgumentException, with a message that begins with "takes"
   */
  <T> T as(Function<String, T> parse) {
    try {
      return parse.apply(text);
    } catch (IllegalArgumentException e) {
      throw refused(e.getMessage());
    }
  }

  UsageException refused(String whatItTakes) {
    return new UsageException("--" + option + " " + whatItTakes + ", not '" + text + "'");
  }

  private static <E extends Enum<E>> String spellings(Class<E> type) {
    return Arrays.stream(type.getEnumConstants())
        .map(OptionText::spelling)
        .collect(Collectors.joining(" or "));
  }

  private static String spelling(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
