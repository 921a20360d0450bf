package io.surge.kafka;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StartFromTest {

  @Test
  void fourPlacesToBegin() {
    assertThat(StartFrom.parse("earliest"), is(new StartFrom.Earliest()));
    assertThat(StartFrom.parse("latest"), is(new StartFrom.Latest()));
    assertThat(StartFrom.parse("committed"), is(new StartFrom.Committed()));
    assertThat(StartFrom.parse("1212710400000"), is(new StartFrom.Timestamp(1_212_710_400_000L)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Earliest", "-1", "1.0", "now", "9999999999999999999"})
  void anythingElseIsRefusedWithWhatItTakes(String text) {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> StartFrom.parse(text));
    assertThat(
        refused.getMessage(),
        is("takes earliest, latest, committed or a time in epoch milliseconds"));
  }
}
