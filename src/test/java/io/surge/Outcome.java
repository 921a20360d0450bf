package io.surge;

import io.surge.domain.DeadLetter;
import io.surge.domain.SurgeQuote;
import java.util.List;

/** What a pipeline put out, in order as far as it has one. All quotes' {@code computedAt} is 0. */
record Outcome(List<SurgeQuote> finals, List<SurgeQuote> live, List<DeadLetter> tooLate) {}
