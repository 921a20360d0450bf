package io.surge;

import io.surge.domain.DeadLetter;
import io.surge.domain.InputRecord;
import io.surge.domain.QuoteTiming;
import io.surge.domain.RejectionReason;
import io.surge.domain.SurgeQuote;
import java.util.List;

/**
 * What a pipeline put out, in order as far as it has one.
 *
 * @param finals their {@code computedAt} is 0
 * @param spoken the live quotes; their {@code computedAt} is what the wall clock of the steps
 *     showed, on an engine that has one
 */
record Outcome(List<SurgeQuote> finals, List<SurgeQuote> spoken, List<DeadLetter> tooLate) {

  /** The live quotes. Their {@code computedAt} is 0. */
  List<SurgeQuote> live() {
    return spoken.stream().map(PipelineUnderTest::withoutClock).toList();
  }

  /** The closing quotes among the live ones. */
  List<SurgeQuote> closing() {
    return live().stream().filter(quote -> quote.timing() != QuoteTiming.EARLY).toList();
  }

  /** The records of the dead letters that say so. */
  List<InputRecord> rejectedAsTooLate() {
    return tooLate.stream()
        .filter(letter -> letter.reason() == RejectionReason.TOO_LATE)
        .map(DeadLetter::origin)
        .toList();
  }
}
