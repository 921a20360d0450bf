package io.surge;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.surge.SurgeOracle.Answer;
import io.surge.domain.DriverUpdate;
import io.surge.domain.InputRecord;
import io.surge.domain.Zone;
import io.surge.transforms.SurgeSettings;
import io.surge.transforms.SurgeSettings.Windowing;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.junit.jupiter.api.Test;
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

  /** More than 256 for each of 8 shards. */
  private static final int BACKLOGGED = 3_000;

  @ParameterizedTest
  @EnumSource(Windowing.class)
  void agreesOnTheDirectRunner(Windowing windowing) throws Exception {
    agrees(
        Engine.DIRECT + " " + windowing, seed -> Trial.of(Engine.DIRECT, windowing, seed), SEEDS);
  }

  @Test
  void agreesWhereEventsComeInBatches() throws Exception {
    agrees("DIRECT SLICED in batches", Trial::inBatches, SEEDS);
  }

  /** So much at once that what it changes waits for the rest of its bundle. */
  @Test
  void agreesWhereABacklogComesAtOnce() {
    SurgeSettings settings = Story.story().settings(Windowing.SLICED);
    List<Step> steps = new ArrayList<>();
    addUpdates(BACKLOGGED, Story.time("12:00:01"), steps);
    addUpdates(BACKLOGGED, Story.time("12:00:07"), steps);
    steps.add(new Step.WatermarkReaches(Story.time("12:00:12")));
    addUpdates(1, Story.time("12:00:13"), steps);

    Outcome outcome = PipelineUnderTest.runInBatches(settings, steps, () -> BACKLOGGED);

    Answer answer = SurgeOracle.answer(settings, steps);
    assertThat(
        Comparison.ofBatches(answer, outcome, settings.windows().slide()), is(List.<String>of()));
    assertThat(answer.finals(), is(not(List.of())));
  }

  /** From so many drivers, each in another zone than at another time. */
  private static void addUpdates(int drivers, long time, List<Step> steps) {
    for (int i = 0; i < drivers; i++) {
      Zone zone = City.GRID.zoneOf("zone_" + (i + time / 1_000) % 7 + "_0");
      InputRecord origin = new InputRecord("driver-updates", 0, steps.size(), null, null);
      steps.add(
          new Step.EventArrives(
              new DriverUpdate("driver-" + i, zone, true, time + i % 900, origin)));
    }
  }

  @ParameterizedTest
  @EnumSource(Windowing.class)
  void agreesOnFlink(Windowing windowing) throws Exception {
    agrees(
        Engine.FLINK + " " + windowing,
        seed -> Trial.of(Engine.FLINK, windowing, seed),
        SEEDS_ON_FLINK);
  }

  private static void agrees(String where, LongFunction<Trial> trials, int seeds) throws Exception {
    Census census = new Census();
    ManySeeds.tryAll(
        seeds,
        seed -> {
          Trial trial = trials.apply(seed);
          census.add(trial.answer());
          return trial;
        });
    System.out.printf("%s: %s%n", where, census);
    assertThat(census.ofEach(), everyItem(greaterThan(0L)));
  }

  /**
   * @param batchSeed for the sizes of the batches; null where events come one by one
   */
  private record Trial(
      Engine engine,
      @Nullable Long batchSeed,
      SurgeSettings settings,
      List<Step> steps,
      Answer answer)
      implements ManySeeds.Trial {
    static Trial of(Engine engine, Windowing windowing, long seed) {
      Story story = RandomStream.of(seed);
      return of(engine, null, story.settings(windowing), story.steps());
    }

    static Trial inBatches(long seed) {
      Story story = RandomStream.of(seed);
      return of(Engine.DIRECT, seed, story.settings(Windowing.SLICED), story.steps());
    }

    private static Trial of(
        Engine engine, @Nullable Long batchSeed, SurgeSettings settings, List<Step> steps) {
      return new Trial(engine, batchSeed, settings, steps, SurgeOracle.answer(settings, steps));
    }

    private Trial with(List<Step> fewer) {
      return of(engine, batchSeed, settings, fewer);
    }

    @Override
    public List<String> differences() {
      Outcome outcome;
      try {
        outcome =
            batchSeed == null
                ? PipelineUnderTest.run(engine, settings, steps)
                : PipelineUnderTest.runInBatches(settings, steps, Batches.smallSizes(batchSeed));
      } catch (RuntimeException e) {
        return List.of(stackTrace(e));
      }
      if (batchSeed != null) {
        return Comparison.ofBatches(answer, outcome, settings.windows().slide());
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
      List<Step> fewest = Shrinker.shrink(steps, fewer -> !with(fewer).differences().isEmpty());
      return StoryText.of(settings, fewest) + "\n" + String.join("\n", with(fewest).differences());
    }
  }
}
