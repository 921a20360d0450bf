package io.surge;

import io.surge.domain.DeadLetter;
import io.surge.domain.RejectionReason;
import io.surge.transforms.SurgeSettings.Windowing;
import java.util.List;

/**
 * Where a story is played: every way to compute windows, on every runner; and by the oracle, so
 * that it too is held against what a person worked out by hand.
 */
enum Stage {
  ORACLE {
    @Override
    Outcome play(Story story) {
      SurgeOracle.Answer answer =
          SurgeOracle.answer(story.settings(Windowing.SLICED), story.steps());
      List<DeadLetter> tooLate =
          answer.tooLate().stream()
              .map(origin -> new DeadLetter(origin, RejectionReason.TOO_LATE, ""))
              .toList();
      return new Outcome(answer.finals(), answer.closing(), tooLate);
    }
  },

  SLICED_ON_DIRECT_RUNNER {
    @Override
    Outcome play(Story story) {
      return run(story, Engine.DIRECT, Windowing.SLICED);
    }
  },

  BEAM_ON_DIRECT_RUNNER {
    @Override
    Outcome play(Story story) {
      return run(story, Engine.DIRECT, Windowing.BEAM);
    }
  },

  SLICED_ON_FLINK {
    @Override
    Outcome play(Story story) {
      return run(story, Engine.FLINK, Windowing.SLICED);
    }
  },

  BEAM_ON_FLINK {
    @Override
    Outcome play(Story story) {
      return run(story, Engine.FLINK, Windowing.BEAM);
    }
  };

  abstract Outcome play(Story story);

  private static Outcome run(Story story, Engine engine, Windowing windowing) {
    return PipelineUnderTest.run(engine, story.settings(windowing), story.steps());
  }
}
