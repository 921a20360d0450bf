package io.surge;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.surge.domain.SurgeQuote;
import io.surge.transforms.SurgeSettings;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The two oracles, written each in its own way, agree where both can be asked. */
final class PunctualOracleTest {
  private static final long BEGIN = 1_000_000_000_000L;
  private static final long DURATION = 180_000;
  private static final int EVENTS = 300;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--supply=updates",
        "--supply=drivers",
        "--supply=drivers --driverTtl=120s",
        "--supply=drivers --driverTtl=10s",
        "--supply=updates --zoneGrid=degrees --windowSize=10s --windowSlide=10s"
      })
  void agreesWithTheNaiveOracle(String arguments) {
    SurgeOptions options = CommandLine.parse(arguments.split(" "));
    SurgeSettings settings = SurgeConfiguration.of(options).surge();
    for (long seed = 1; seed <= 5; seed++) {
      List<SentEvent> events =
          RandomTraffic.of(seed, BEGIN, DURATION, EVENTS).stream()
              .map(RandomTraffic.Sending::event)
              .toList();
      PunctualOracle oracle = PunctualOracle.answer(settings, events);
      List<SurgeQuote> quotes =
          oracle.zones().stream()
              .flatMap(zone -> oracle.quotes(zone, Long.MAX_VALUE))
              .sorted(inOrder())
              .toList();

      List<SurgeQuote> naive =
          SurgePipelines.answer(options, events, Long.MAX_VALUE).stream()
              .sorted(inOrder())
              .toList();
      assertThat(quotes, is(naive));
    }
  }

  private static Comparator<SurgeQuote> inOrder() {
    return Comparator.comparingLong(SurgeQuote::windowEnd).thenComparing(SurgeQuote::zoneId);
  }
}
