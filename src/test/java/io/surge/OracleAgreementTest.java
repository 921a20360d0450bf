package io.surge;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;

import io.surge.SurgeOracle.Answer;
import io.surge.transforms.SurgeSettings;
import io.surge.transforms.SurgeSettings.Windowing;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The pipeline agrees with {@link SurgeOracle} on random streams, of which one half counts drivers
 * and one half updates. A stream on which it does not is printed as a story, shrunk to the steps
 * that matter. {@code -Dsurge.seeds=10000} tries more of them.
 */
class OracleAgreementTest {
  private static final int SEEDS = Integer.getInteger("surge.seeds", 1_000);
  private static final int SEEDS_ON_FLINK = 20;

  @ParameterizedTest
  @EnumSource(Windowing.class)
  void agreesOnTheDirectRunner(Windowing windowing) throws Exception {
    agrees(Engine.DIRECT, windowing, SEEDS);
  }

  @ParameterizedTest
  @EnumSource(Windowing.class)
  void agreesOnFlink(Windowing windowing) throws Exception {
    agrees(Engine.FLINK, windowing, SEEDS_ON_FLINK);
  }

  private static void agrees(Engine engine, Windowing windowing, int seeds) throws Exception {
    Census census = new Census();
    ManySeeds.tryAll(
        seeds,
        seed -> {
          Trial trial = Trial.of(engine, windowing, seed);
          census.add(trial.answer());
          return trial;
        });
    System.out.printf("%s %s: %s%n", engine, windowing, census);
    assertThat(census.ofEach(), everyItem(greaterThan(0L)));
  }

  private record Trial(Engine engine, SurgeSettings settings, List<Step> steps, Answer answer)
      implements ManySeeds.Trial {
    static Trial of(Engine engine, Windowing windowing, long seed) {
      Story story = RandomStream.of(seed);
      return of(engine, story.settings(windowing), story.steps());
    }

    static Trial of(Engine engine, SurgeSettings settings, List<Step> steps) {
      return new Trial(engine, settings, steps, SurgeOracle.answer(settings, steps));
    }

    @Override
    public List<String> differences() {
      Outcome outcome;
      try {
        outcome = PipelineUnderTest.run(engine, settings, steps);
      } catch (RuntimeException e) {
        return List.of(stackTrace(e));
      }
      return engine == Engine.DIRECT && settings.windowing() == Windowing.SLICED
          ? Comparison.ofAllQuotes(answer, outcome)
          : Comparison.ofNewestQuotes(answer, outcome);
    }

    private static String stackTrace(RuntimeException failure) {
      StringWriter text = new StringWriter();
      failure.printStackTrace(new PrintWriter(text));
      return text.toString();
    }

    @Override
    public String shrunk() {
      List<Step> fewest =
          Shrinker.shrink(steps, fewer -> !of(engine, settings, fewer).differences().isEmpty());
      return StoryText.of(settings, fewest)
          + "\n"
          + String.join("\n", of(engine, settings, fewest).differences());
    }
  }
}
