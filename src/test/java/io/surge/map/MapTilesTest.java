package io.surge.map;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MapTilesTest {

  @ParameterizedTest
  @CsvSource({
    "https://tiles.example.org/{z}/{x}/{y}.png, https://tiles.example.org",
    "http://localhost:8080/styles/{z}/{x}/{y}@2x.png, http://localhost:8080",
    "https://{s}.tiles.example.org/{z}/{x}/{y}.png?key=1, https://*.tiles.example.org",
  })
  void knowsTheOneSourceThatABrowserMayFetchFrom(String template, String origin) {
    assertThat(new MapTiles(template).origin(), is(origin));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "tiles.example.org/{z}/{x}/{y}.png",
        "https://tiles.example.org/{z}/{x}.png",
        "https://tiles.example.org; script-src */{z}/{x}/{y}.png",
        "javascript:alert(1)/{z}/{x}/{y}",
      })
  void refusesWhatIsNoTileServer(String template) {
    assertThrows(IllegalArgumentException.class, () -> new MapTiles(template));
  }

  @Test
  void saysWhatItTakes() {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> new MapTiles("somewhere"));
    assertThat(
        refused.getMessage(),
        is(
            "takes the address of a tile server, such as https://tiles.example.org/{z}/{x}/{y}.png"));
  }
}
