package io.surge;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.junit.jupiter.api.Assertions.fail;

import io.surge.SurgeOracle.Answer;
import io.surge.transforms.SurgeSettings;
import io.surge.transforms.SurgeSettings.Windowing;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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
    Queue<Long> disagreeing = new ConcurrentLinkedQueue<>();
    ExecutorService threads =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    try {
      List<Future<?>> runs = new ArrayList<>();
      for (long seed = 1; seed <= seeds; seed++) {
        Long current = seed;
        runs.add(
            threads.submit(
                () -> {
                  Trial trial = Trial.of(engine, windowing, current);
                  census.add(trial.answer());
                  if (!trial.differences().isEmpty()) {
                    disagreeing.add(current);
                  }
                }));
      }
      for (Future<?> run : runs) {
        run.get();
      }
    } finally {
      threads.shutdownNow();
    }
    System.out.printf("%s %s: %s%n", engine, windowing, census);
    assertThat(census.ofEach(), everyItem(greaterThan(0L)));
    if (!disagreeing.isEmpty()) {
      fail(
          "Disagrees on seeds "
              + disagreeing
              + ", for one because of\n"
              + Trial.of(engine, windowing, disagreeing.element()).shrunk());
    }
  }

  private record Trial(Engine engine, SurgeSettings settings, List<Step> steps, Answer answer) {
    static Trial of(Engine engine, Windowing windowing, long seed) {
      Story story = RandomStream.of(seed);
      return of(engine, story.settings(windowing), story.steps());
    }

    static Trial of(Engine engine, SurgeSettings settings, List<Step> steps) {
      return new Trial(engine, settings, steps, SurgeOracle.answer(settings, steps));
    }

    List<String> differences() {
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

    /** The steps that matter, as a story, and what is different there. */
    String shrunk() {
      List<Step> fewest =
          Shrinker.shrink(steps, fewer -> !of(engine, settings, fewer).differences().isEmpty());
      return StoryText.of(settings, fewest)
          + "\n"
          + String.join("\n", of(engine, settings, fewest).differences());
    }
  }
}
