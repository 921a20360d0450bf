package io.surge;

import io.surge.domain.DeadLetter;
import io.surge.domain.RejectionReason;
import io.surge.transforms.SurgeSettings.Windowing;
import java.util.List;

/**
 * Where a story is played: by the pipeline, and by the oracle, so that it too is held against what
 * a person worked out by hand.
 *
 * <p>Not by Beam's own windows on Flink: there the steps of the reference hear of the watermark one
 * after the other, so a late event may overtake a closing quote, and how many corrections lead to
 * the newest quote is not fixed. That the newest ones are right is for {@link OracleAgreementTest}.
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
  };

  abstract Outcome play(Story story);

  private static Outcome run(Story story, Engine engine, Windowing windowing) {
    return PipelineUnderTest.run(engine, story.settings(windowing), story.steps());
  }
}
