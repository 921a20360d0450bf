package io.surge.tools.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import io.surge.domain.QuoteTiming;
import io.surge.domain.SurgeQuote;
import io.surge.tools.city.Outpost;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class ExperimentTest {
  private static final long START = 1_700_000_000_000L;

  private final Experiment experiment = new Experiment(new Outpost(400, 0));

  @Test
  void asksForARideAndThenLetsItsDriverBeFreeAndTakenByTurns() {
    assertThat(sent(0), contains("user_id"));
    assertThat(sent(250), contains("available"));
    answer(255, 1);
    assertThat(sent(500), contains("taken"));
    answer(505, 0);
    assertThat(sent(750), contains("available"));
  }

  @Test
  void asksForARideAgainBeforeTheWindowForgetsTheLast() {
    sent(0);
    sent(250);
    answer(255, 1);
    assertThat(sent(10_000), contains("user_id"));
  }

  @Test
  void measuresUntilTheQuoteThatHasTheNewSupply() {
    sent(0);
    sent(250);
    assertThat(answer(251, 0), is(OptionalLong.empty()));
    assertThat(answer(262, 1), is(OptionalLong.of(12)));
    assertThat(answer(263, 1), is(OptionalLong.empty()));
  }

  @Test
  void passesOverFinalQuotes() {
    sent(0);
    sent(250);
    SurgeQuote quote = quote(QuoteTiming.ON_TIME, 1);
    assertThat(experiment.receive(quote, START + 260), is(OptionalLong.empty()));
  }

  @Test
  void sendsNothingWhileItAwaitsAnAnswerAndGivesUpInTheEnd() {
    sent(0);
    sent(250);
    assertThat(sent(500), is(empty()));
    assertThat(sent(10_000), is(empty()));
    assertThat(sent(10_250), contains("user_id"));
    assertThat(sent(10_500), contains("taken"));
  }

  private List<String> sent(long after) {
    return experiment.next(START + after).stream()
        .map(record -> new String(record.value(), UTF_8))
        .map(ExperimentTest::kind)
        .toList();
  }

  private static String kind(String json) {
    if (json.contains("user_id")) {
      return "user_id";
    }
    return json.contains("\"available\":true") ? "available" : "taken";
  }

  private OptionalLong answer(long after, long supply) {
    return experiment.receive(quote(QuoteTiming.EARLY, supply), START + after);
  }

  private static SurgeQuote quote(QuoteTiming timing, long supply) {
    return new SurgeQuote("zone", 5, 1, supply, START - 30_000, START, timing, 0, START);
  }
}
