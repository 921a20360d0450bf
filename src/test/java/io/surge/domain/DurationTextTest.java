package io.surge.domain;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DurationTextTest {

  @ParameterizedTest
  @CsvSource({"0ms,0", "500ms,500", "30s,30000", "2m,120000", "3h,10800000", "7d,604800000"})
  void readsAndWritesEveryUnit(String text, long milliseconds) {
    assertThat(DurationText.parse(text), is(Duration.ofMillis(milliseconds)));
    assertThat(DurationText.format(Duration.ofMillis(milliseconds)), is(text));
  }

  @Test
  void writesTheLongestUnitThatLeavesNoRest() {
    assertThat(DurationText.format(Duration.ofSeconds(90)), is("90s"));
    assertThat(DurationText.format(Duration.ofMillis(1_001)), is("1001ms"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "5", "s", "-5s", "1.5s", "5 s", "5S", "5sec", "1m30s", "1234567890123s"})
  void refusesAnythingElse(String text) {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> DurationText.parse(text));
    assertThat(refused.getMessage(), is("takes a duration such as 500ms, 30s or 2m"));
  }
}
