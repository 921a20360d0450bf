package io.surge;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.surge.kafka.StateSettings;
import java.util.Map;
import org.apache.flink.runtime.throwable.ThrowableClassifier;
import org.apache.flink.runtime.throwable.ThrowableType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** State that was made with the defaults, and a job with other options that is to go on from it. */
class RestoreRulesTest {
  private static final StateSettings SAVED = settings();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          --rideRequestsTopic=other | --rideRequestsTopic takes 'ride-requests', with which the state to go on from was made, not 'other'
          --driverUpdatesTopic=other | --driverUpdatesTopic takes 'driver-updates', with which the state to go on from was made, not 'other'
          --surgeTopic=other | --surgeTopic takes 'surge-multipliers', with which the state to go on from was made, not 'other'
          --liveTopic=other | --liveTopic takes 'surge-live', with which the state to go on from was made, not 'other'
          --liveTopic= | --liveTopic takes 'surge-live', with which the state to go on from was made, not ''
          --deadLetterTopic=other | --deadLetterTopic takes 'surge-dead-letters', with which the state to go on from was made, not 'other'
          --zoneGrid=h3:8 | --zoneGrid takes 'km', with which the state to go on from was made, not 'h3:8'
          --windowSize=1m --driverTtl=30s | --windowSize takes '30s', with which the state to go on from was made, not '1m'
          --windowSlide=10s | --windowSlide takes '5s', with which the state to go on from was made, not '10s'
          --supply=updates | --supply takes 'drivers', with which the state to go on from was made, not 'updates'
          --driverTtl=1m | --driverTtl takes '30s', with which the state to go on from was made, not '1m'
          --allowedLateness=1m | --allowedLateness takes '30s', with which the state to go on from was made, not '1m'
          --windowing=beam | --windowing takes 'sliced', with which the state to go on from was made, not 'beam'
          --windowSize=1m | --windowSize takes '30s', with which the state to go on from was made, not '1m'; --driverTtl takes '30s', with which the state to go on from was made, not '1m'
          """)
  void whatTheStateWasMadeWithMustStay(String arguments, String line) {
    StateSettings asked = settings(arguments.split(" "));
    RestoreRefusedException refused =
        assertThrows(RestoreRefusedException.class, () -> RestoreRules.requireSame(asked, SAVED));
    assertThat(refused.getMessage(), is(line));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--bootstrapServers=elsewhere:9092",
        "--kafkaConfig=pom.xml",
        "--startFrom=latest",
        "--minMultiplier=0.5",
        "--maxMultiplier=9",
        "--maxOutOfOrderness=9s",
        "--idleTimeout=9s",
        "--liveInterval=9s",
        "--maxFutureSkew=9s",
        "--delivery=exactly-once",
        "--windowSize=30000ms"
      })
  void allElseMayChange(String argument) {
    assertDoesNotThrow(() -> RestoreRules.requireSame(settings(argument), SAVED));
  }

  @ParameterizedTest
  @CsvSource({
    "exactly-once, at-least-once, it leaves out quotes that wait to be published",
    "exactly-once, kafkaio-eos, it leaves out quotes that wait to be published",
    "kafkaio-eos, exactly-once, it leaves out quotes that wait to be published",
    "at-least-once, exactly-once, nothing is left out by it"
  })
  void deliveryMayChangeWhereTheStateOfTheFormerIsLeftBehind(
      String former, String asked, String leftOut) {
    RestoreRefusedException refused =
        assertThrows(
            RestoreRefusedException.class,
            () ->
                RestoreRules.requireSameDelivery(
                    settings("--delivery=" + asked), settings("--delivery=" + former)));
    assertThat(
        refused.getMessage(),
        is(
            "--delivery takes '"
                + former
                + "', with which the state to go on from was made, or"
                + " --allowNonRestoredState=true beside it ("
                + leftOut
                + "), not '"
                + asked
                + "'"));
  }

  @Test
  void theSameDeliveryIsNoChange() {
    assertDoesNotThrow(() -> RestoreRules.requireSameDelivery(settings(), SAVED));
  }

  @Test
  void whatOnlyOneOfBothKnowsIsNoChange() {
    StateSettings former = new StateSettings(Map.of("windowSize", "30s", "colour", "red"));

    assertDoesNotThrow(() -> RestoreRules.requireSame(settings(), former));
  }

  @Test
  void flinkDoesNotTryAgain() {
    Throwable wrapped = new IllegalStateException(new RestoreRefusedException("no"));

    assertThat(
        ThrowableClassifier.findThrowableOfThrowableType(wrapped, ThrowableType.NonRecoverableError)
            .isPresent(),
        is(true));
  }

  private static StateSettings settings(String... arguments) {
    return SurgeConfiguration.of(CommandLine.parse(arguments)).source().state();
  }
}
