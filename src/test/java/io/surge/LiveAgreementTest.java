package io.surge;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.surge.LiveOracle.Verdict;
import io.surge.transforms.SurgeSettings;
import io.surge.transforms.SurgeSettings.Windowing;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.junit.jupiter.api.Test;

/**
 * Live quotes are as {@link LiveOracle} wants them, on random streams with a wall clock, of which
 * one half counts drivers and one half updates. {@code -Dsurge.seeds=10000} tries more of them.
 */
class LiveAgreementTest {
  private static final int SEEDS = Integer.getInteger("surge.seeds", 500);

  @Test
  void liveQuotesAreThoseOfTheDefinition() throws Exception {
    Map<String, Long> census = new ConcurrentSkipListMap<>();

    ManySeeds.tryAll(
        SEEDS,
        seed -> {
          Story story = RandomStream.ofMoments(seed);
          Trial trial = Trial.of(story.settings(Windowing.SLICED), story.steps());
          trial.verdict.counts().forEach((what, count) -> census.merge(what, count, Long::sum));
          return trial;
        });

    System.out.println("Live quotes: " + census);
    assertThat(census.keySet(), is(LiveOracle.ALL_THAT_IS_COUNTED));
  }

  private record Trial(SurgeSettings settings, List<Step> steps, Verdict verdict)
      implements ManySeeds.Trial {
    static Trial of(SurgeSettings settings, List<Step> steps) {
      List<Step> apart = Moments.apart(steps, RandomStream.MORNING);
      Outcome outcome = PipelineUnderTest.run(Engine.DIRECT, settings, apart);
      return new Trial(settings, steps, LiveOracle.judge(settings, apart, outcome.spoken()));
    }

    @Override
    public List<String> differences() {
      return verdict.violations();
    }

    @Override
    public String shrunk() {
      List<Step> fewest =
          Shrinker.shrink(steps, fewer -> !of(settings, fewer).differences().isEmpty());
      return StoryText.of(settings, Moments.apart(fewest, RandomStream.MORNING))
          + "\n"
          + String.join("\n", of(settings, fewest).differences());
    }
  }
}
