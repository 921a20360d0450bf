package io.surge.bench;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.Map;
import org.junit.jupiter.api.Test;

class HotFramesTest {
  @Test
  void aFrameCountsByItselfAndOnceForEachStackThatItIsIn() {
    HotFrames frames = HotFrames.of("main;read;decode 3\nmain;read;read 2\nmain 1\n");

    assertThat(frames.self(), is(Map.of("decode", 3L, "read", 2L, "main", 1L)));
    assertThat(frames.total(), is(Map.of("main", 6L, "read", 5L, "decode", 3L)));
    assertThat(frames.all(), is(6L));
  }
}
