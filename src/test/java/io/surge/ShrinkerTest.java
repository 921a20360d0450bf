package io.surge;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.surge.Step.WatermarkReaches;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ShrinkerTest {

  @Test
  void leavesOnlyTheStepsThatAreNeededToFail() {
    List<Step> needed = steps(LongStream.of(3, 57, 58, 99));
    Predicate<List<Step>> fails = steps -> steps.containsAll(needed);

    assertThat(Shrinker.shrink(steps(LongStream.range(0, 100)), fails), is(needed));
  }

  @Test
  void leavesNothingWhereNothingIsNeeded() {
    assertThat(Shrinker.shrink(steps(LongStream.range(0, 7)), steps -> true), is(List.of()));
  }

  private static List<Step> steps(LongStream times) {
    return times.<Step>mapToObj(WatermarkReaches::new).toList();
  }
}
