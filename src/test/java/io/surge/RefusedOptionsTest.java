package io.surge;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every mistake is told in one line that names the option and what it takes. */
class RefusedOptionsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          --windowSiz=30s | --windowSiz is not an option. Did you mean 'windowSize'?
          --colour=red | --colour is not an option. --help lists them.
          windowSize=30s | 'windowSize=30s' is no option: options are written --name=value, files of them @FILE
          -windowSize=30s | '-windowSize=30s' is no option: options are written --name=value, files of them @FILE
          --=30s | '--=30s' is no option: options are written --name=value, files of them @FILE
          -- | '--' is no option: options are written --name=value, files of them @FILE
          --windowSize=30s --windowSize=30s | --windowSize takes one value, not 2
          @no/such/file | @no/such/file takes a readable file of options, one a line
          @pipelines | @pipelines takes a readable file of options, one a line
          """)
  void whatIsNoOption(String arguments, String line) {
    assertThat(refusalOf(arguments), is(line));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          --windowSize | --windowSize takes a duration such as 500ms, 30s or 2m, not 'true'
          --windowSize= | --windowSize takes a duration such as 500ms, 30s or 2m, not ''
          --windowSize=30 | --windowSize takes a duration such as 500ms, 30s or 2m, not '30'
          --windowSize=-30s | --windowSize takes a duration such as 500ms, 30s or 2m, not '-30s'
          --windowSize=0s | --windowSize takes a duration above 0, not '0s'
          --windowSize=999999999999d | --windowSize takes a duration of at most 3650d, not '999999999999d'
          --windowSize=4000d | --windowSize takes a duration of at most 3650d, not '4000d'
          --windowSlide=0s | --windowSlide takes a duration above 0, not '0s'
          --windowSlide=five | --windowSlide takes a duration such as 500ms, 30s or 2m, not 'five'
          --windowSlide=7s | --windowSize takes a multiple of --windowSlide (7s), not '30s'
          --windowSlide=60s | --windowSize takes a multiple of --windowSlide (1m), not '30s'
          --windowSize=32s | --windowSize takes a multiple of --windowSlide (5s), not '32s'
          --driverTtl=12s | --driverTtl takes a multiple of --windowSlide (5s), not '12s'
          --driverTtl=0s | --driverTtl takes a duration above 0, not '0s'
          --driverTtl=x | --driverTtl takes a duration such as 500ms, 30s or 2m, not 'x'
          --maxOutOfOrderness=-1s | --maxOutOfOrderness takes a duration such as 500ms, 30s or 2m, not '-1s'
          --allowedLateness=-1s | --allowedLateness takes a duration such as 500ms, 30s or 2m, not '-1s'
          --liveInterval=fast | --liveInterval takes a duration such as 500ms, 30s or 2m, not 'fast'
          --maxFutureSkew=1.5s | --maxFutureSkew takes a duration such as 500ms, 30s or 2m, not '1.5s'
          --idleTimeout=0s | --idleTimeout takes never or a duration above 0 such as 500ms, 30s or 2m, not '0s'
          --idleTimeout=soon | --idleTimeout takes never or a duration above 0 such as 500ms, 30s or 2m, not 'soon'
          """)
  void anIllFormedTime(String arguments, String line) {
    assertThat(refusalOf(arguments), is(line));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          --minMultiplier=one | --minMultiplier takes a number, not 'one'
          --minMultiplier=-1 | --minMultiplier takes a number of at least 0, not '-1.0'
          --minMultiplier=NaN | --minMultiplier takes a number of at least 0, not 'NaN'
          --maxMultiplier=Infinity | --maxMultiplier takes a number of at least --minMultiplier (1.0), not 'Infinity'
          --maxMultiplier=NaN | --maxMultiplier takes a number of at least --minMultiplier (1.0), not 'NaN'
          --minMultiplier=6 | --maxMultiplier takes a number of at least --minMultiplier (6.0), not '5.0'
          --zoneGrid=square | --zoneGrid takes km, degrees or h3:<resolution 0 to 15>, not 'square'
          --zoneGrid=h3:16 | --zoneGrid takes km, degrees or h3:<resolution 0 to 15>, not 'h3:16'
          --supply=cars | --supply takes drivers or updates, not 'cars'
          --supply=DRIVERS | --supply takes drivers or updates, not 'DRIVERS'
          --windowing=tumbling | --windowing takes sliced or beam, not 'tumbling'
          --delivery=maybe | --delivery takes exactly-once or at-least-once or kafkaio-eos, not 'maybe'
          --startFrom=yesterday | --startFrom takes earliest, latest, committed or a time in epoch milliseconds, not 'yesterday'
          --startFrom=-1 | --startFrom takes earliest, latest, committed or a time in epoch milliseconds, not '-1'
          """)
  void aValueThatMeansNothing(String arguments, String line) {
    assertThat(refusalOf(arguments), is(line));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          --bootstrapServers= | --bootstrapServers takes host:port, separated by commas, not ''
          --bootstrapServers=localhost | --bootstrapServers takes host:port, separated by commas, not 'localhost'
          --bootstrapServers=a:1,b | --bootstrapServers takes host:port, separated by commas, not 'a:1,b'
          --rideRequestsTopic= | --rideRequestsTopic takes 1 to 249 letters, digits, '.', '_' and '-', not ''
          --driverUpdatesTopic=a/b | --driverUpdatesTopic takes 1 to 249 letters, digits, '.', '_' and '-', not 'a/b'
          --surgeTopic=.. | --surgeTopic takes 1 to 249 letters, digits, '.', '_' and '-', not '..'
          --deadLetterTopic= | --deadLetterTopic takes 1 to 249 letters, digits, '.', '_' and '-', not ''
          --driverUpdatesTopic=ride-requests | --driverUpdatesTopic takes a topic that no other option names, not 'ride-requests'
          --surgeTopic=ride-requests | --surgeTopic takes a topic that no other option names, not 'ride-requests'
          --liveTopic=surge-multipliers | --liveTopic takes a topic that no other option names, not 'surge-multipliers'
          --deadLetterTopic=surge-live | --deadLetterTopic takes a topic that no other option names, not 'surge-live'
          --kafkaConfig=no/such/file | --kafkaConfig takes a readable file of Kafka client properties, not 'no/such/file'
          --kafkaConfig=pipelines | --kafkaConfig takes a readable file of Kafka client properties, not 'pipelines'
          """)
  void aKafkaThatCannotBe(String arguments, String line) {
    assertThat(refusalOf(arguments), is(line));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          --runner=Spark | --runner takes FlinkRunner or the class of another Beam runner, not 'Spark'
          --runner=java.lang.String | --runner takes FlinkRunner or the class of another Beam runner, not 'java.lang.String'
          --flinkMaster= | --flinkMaster takes [auto], [local] or host:port, not ''
          --flinkMaster=host:port | --flinkMaster takes [auto], [local] or host:port, not 'host:port'
          --flinkMaster=[collection] | --flinkMaster takes [auto], [local] or host:port, not '[collection]'
          --flinkConfDir=no/such | --flinkConfDir takes a directory with a config.yaml, not 'no/such'
          --parallelism=two | --parallelism takes a whole number, not 'two'
          --parallelism=1.5 | --parallelism takes a whole number, not '1.5'
          --parallelism=0 | --parallelism takes a number from 1 to 32768, not '0'
          --parallelism=40000 | --parallelism takes a number from 1 to 32768, not '40000'
          --parallelism=4 --maxParallelism=3 | --maxParallelism takes a number from 4 to 32768, not '3'
          --objectReuse=yes | --objectReuse takes true or false, not 'yes'
          --stableUniqueNames=NO | --stableUniqueNames takes OFF or WARNING or ERROR, not 'NO'
          --maxBundleSize=0 | --maxBundleSize takes a number of at least 1, not '0'
          --maxBundleTimeMills=0 | --maxBundleTimeMills takes a number of at least 1, not '0'
          --autoWatermarkInterval=0 | --autoWatermarkInterval takes a number of at least 1, not '0'
          --checkpointingInterval=5s | --checkpointingInterval takes a whole number, not '5s'
          --checkpointingInterval=0 | --checkpointingInterval takes a number of at least 10, not '0'
          --checkpointTimeoutMillis=1 | --checkpointTimeoutMillis takes a number of at least 10, not '1'
          --minPauseBetweenCheckpoints=-2 | --minPauseBetweenCheckpoints takes a number of at least 0, not '-2'
          --numConcurrentCheckpoints=0 | --numConcurrentCheckpoints takes a number of at least 1, not '0'
          --checkpointingMode=SOMETIMES | --checkpointingMode takes EXACTLY_ONCE or AT_LEAST_ONCE, not 'SOMETIMES'
          --stateBackend=disk | --stateBackend takes rocksdb or filesystem, not 'disk'
          --stateBackend=rocksdb | --stateBackend takes a --stateBackendStoragePath beside it, not 'rocksdb'
          --stateBackendStoragePath=/checkpoints | --stateBackendStoragePath takes the URI of a directory such as file:///var/surge/checkpoints, not '/checkpoints'
          --savepointPath=no/such | --savepointPath takes a savepoint or a retained checkpoint (a directory with a file _metadata), not 'no/such'
          --savepointPath=file:///no/such | --savepointPath takes a savepoint or a retained checkpoint (a directory with a file _metadata), not 'file:///no/such'
          --delivery=exactly-once --checkpointingInterval=-1 | --delivery takes at-least-once without --checkpointingInterval, not 'exactly-once'
          --delivery=kafkaio-eos --checkpointingInterval=-1 | --delivery takes at-least-once without --checkpointingInterval, not 'kafkaio-eos'
          --delivery=exactly-once --checkpointingMode=AT_LEAST_ONCE | --delivery takes at-least-once with --checkpointingMode=AT_LEAST_ONCE, not 'exactly-once'
          --delivery=kafkaio-eos --checkpointingMode=AT_LEAST_ONCE | --delivery takes at-least-once with --checkpointingMode=AT_LEAST_ONCE, not 'kafkaio-eos'
          """)
  void aRunnerThatCannotBe(String arguments, String line) {
    assertThat(refusalOf(arguments), is(line));
  }

  @Test
  void aFileThatNamesTheBrokersASecondTime(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("client.properties");
    Files.writeString(file, "bootstrap.servers=elsewhere:9092\n");

    assertThat(
        refusalOf("--kafkaConfig=" + file),
        is(
            "--kafkaConfig takes a file without bootstrap.servers, which --bootstrapServers sets,"
                + " not '"
                + file
                + "'"));
  }

  @Test
  void aMistakeInAFile(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("mistaken.args");
    Files.writeString(file, "--windowSize 30s\n");

    assertThat(
        refusalOf("@" + file),
        is(
            "'--windowSize 30s' is no option: options are written --name=value, files of them @FILE"));
  }

  private static String refusalOf(String arguments) {
    UsageException refusal =
        assertThrows(UsageException.class, () -> CommandLine.parse(arguments.split(" ")));
    return refusal.getMessage();
  }
}
