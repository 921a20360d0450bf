package io.surge.sliding;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** All are worked on in their order, and each is fetched a little before. */
class FetchAheadTest {
  @Test
  void fetchesSomeThenWorksOnThem() {
    List<String> done = new ArrayList<>();
    List<Integer> all = IntStream.range(0, 2 * FetchAhead.AT_ONCE + 1).boxed().toList();
    FetchAhead.forEach(all, some -> done.add("fetch " + some), one -> done.add("work on " + one));

    List<String> expected = new ArrayList<>();
    for (int begin : List.of(0, FetchAhead.AT_ONCE, 2 * FetchAhead.AT_ONCE)) {
      List<Integer> some = all.subList(begin, Math.min(begin + FetchAhead.AT_ONCE, all.size()));
      expected.add("fetch " + some);
      some.forEach(one -> expected.add("work on " + one));
    }
    assertThat(done, is(expected));
  }

  @Test
  void fetchesNothingOfNothing() {
    List<String> done = new ArrayList<>();
    FetchAhead.forEach(List.of(), some -> done.add("fetch"), one -> done.add("work"));
    assertThat(done, is(List.of()));
  }
}
