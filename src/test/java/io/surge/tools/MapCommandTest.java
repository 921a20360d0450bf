package io.surge.tools;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MapCommandTest {
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private PrintStream before;

  @BeforeEach
  void listen() {
    before = System.err;
    System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void stopListening() {
    System.setErr(before);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--zoneGrid=hexagons | takes km, degrees or h3:<resolution 0 to 15>",
        "--windowSlide=soon | takes a duration such as 500ms, 30s or 2m",
        "--windowSlide=0s | --windowSlide takes a duration above 0",
        "--minMultiplier=-1 | --minMultiplier takes a number from 0, --maxMultiplier a greater one",
        "--maxMultiplier=1 | --minMultiplier takes a number from 0, --maxMultiplier a greater one",
        "--port=70000 | --port takes a number from 0 to 65535",
        "--tiles=somewhere | takes the address of a tile server",
      })
  void refusesAMistakeInOneLineBeforeItConnects(String argument, String line) {
    assertThat(Tools.run("map", argument), is(2));
    assertThat(said.toString(StandardCharsets.UTF_8), containsString(line));
    assertThat(said.toString(StandardCharsets.UTF_8).lines().count(), is(1L));
  }

  @Test
  void saysThatNoKafkaAnswers() {
    assertThat(Tools.run("map", "--bootstrapServers=127.0.0.1:1"), is(1));
    assertThat(said.toString(StandardCharsets.UTF_8), containsString("127.0.0.1:1"));
    assertThat(said.toString(StandardCharsets.UTF_8).lines().count(), is(1L));
  }
}
