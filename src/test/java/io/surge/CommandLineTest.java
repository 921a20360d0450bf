package io.surge;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.surge.domain.HexagonGrid;
import io.surge.domain.KilometreGrid;
import io.surge.domain.SurgePolicy;
import io.surge.domain.WindowSchedule;
import io.surge.transforms.SurgeSettings;
import io.surge.transforms.SurgeSettings.Supply;
import io.surge.transforms.SurgeSettings.Windowing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.sdk.options.ExperimentalOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandLineTest {
  private static final Topics TOPICS =
      new Topics(
          "ride-requests",
          "driver-updates",
          "surge-multipliers",
          Optional.of("surge-live"),
          "surge-dead-letters");

  @Test
  void withoutArgumentsTheDefaultsHold() {
    assertThat(
        configuration(),
        is(
            new SurgeConfiguration(
                new KafkaAccess("localhost:9092", Map.of()),
                TOPICS,
                new SourceSettings(
                    StartFrom.Place.EARLIEST,
                    Duration.ofSeconds(5),
                    Optional.of(Duration.ofSeconds(5)),
                    Duration.ofSeconds(60)),
                new SurgeSettings(
                    new KilometreGrid(),
                    new WindowSchedule(30_000, 5_000, 30_000),
                    org.joda.time.Duration.standardSeconds(30),
                    new SurgePolicy(1.0, 5.0),
                    Supply.DRIVERS,
                    Windowing.SLICED,
                    org.joda.time.Duration.millis(50)),
                Delivery.AT_LEAST_ONCE)));
  }

  @Test
  void everyOptionIsTaken(@TempDir Path directory) throws IOException {
    Path kafkaConfig = directory.resolve("client.properties");
    Files.writeString(kafkaConfig, "security.protocol=SSL\n# comment\nssl.key.password = s e\n");

    assertThat(
        configuration(
            "--bootstrapServers=one:9092,two:9093",
            "--kafkaConfig=" + kafkaConfig,
            "--rideRequestsTopic=a",
            "--driverUpdatesTopic=b",
            "--surgeTopic=c",
            "--liveTopic=d",
            "--deadLetterTopic=e",
            "--startFrom=1212735600000",
            "--zoneGrid=h3:9",
            "--windowSize=2m",
            "--windowSlide=500ms",
            "--supply=updates",
            "--driverTtl=3m",
            "--minMultiplier=0.5",
            "--maxMultiplier=7",
            "--maxOutOfOrderness=0s",
            "--idleTimeout=never",
            "--allowedLateness=0s",
            "--liveInterval=0ms",
            "--maxFutureSkew=1h",
            "--delivery=exactly-once",
            "--windowing=beam"),
        is(
            new SurgeConfiguration(
                new KafkaAccess(
                    "one:9092,two:9093",
                    Map.of("security.protocol", "SSL", "ssl.key.password", "s e")),
                new Topics("a", "b", "c", Optional.of("d"), "e"),
                new SourceSettings(
                    new StartFrom.Time(Instant.parse("2008-06-06T07:00:00Z")),
                    Duration.ZERO,
                    Optional.empty(),
                    Duration.ofHours(1)),
                new SurgeSettings(
                    new HexagonGrid(9),
                    new WindowSchedule(120_000, 500, 180_000),
                    org.joda.time.Duration.ZERO,
                    new SurgePolicy(0.5, 7.0),
                    Supply.UPDATES,
                    Windowing.BEAM,
                    org.joda.time.Duration.ZERO),
                Delivery.EXACTLY_ONCE)));
  }

  @Test
  void aDriverCountsForTheWindowSizeUnlessToldOtherwise() {
    assertThat(
        configuration("--windowSize=40s").surge().windows(),
        is(new WindowSchedule(40_000, 5_000, 40_000)));
  }

  @Test
  void anEmptyLiveTopicTurnsLiveQuotesOff() {
    assertThat(configuration("--liveTopic=").topics().live(), is(Optional.empty()));
  }

  @ParameterizedTest
  @CsvSource({"committed, COMMITTED", "latest, LATEST", "earliest, EARLIEST"})
  void aFreshStartBeginsWhereItIsTold(String text, StartFrom.Place place) {
    assertThat(configuration("--startFrom=" + text).source().startFrom(), is(place));
  }

  @Test
  void beamsOwnExactlyOnceSinkCanBeChosen() {
    assertThat(configuration("--delivery=kafkaio-eos").delivery(), is(Delivery.KAFKAIO_EOS));
  }

  @Test
  void secretsStayOutOfWhatIsPrinted(@TempDir Path directory) throws IOException {
    Path kafkaConfig = directory.resolve("client.properties");
    Files.writeString(kafkaConfig, "sasl.jaas.config=hunter2\n");

    SurgeOptions options = CommandLine.parse("--kafkaConfig=" + kafkaConfig);

    assertThat(SurgeConfiguration.of(options).toString(), not(containsString("hunter2")));
    assertThat(options.toString(), not(containsString("hunter2")));
  }

  @Test
  void theCommandLineOverridesFilesAndALaterFileAnEarlierOne(@TempDir Path directory)
      throws IOException {
    Path first = directory.resolve("first.args");
    Path second = directory.resolve("second.args");
    Files.writeString(
        first, "# first\n\n--windowSize=10s\n  --allowedLateness=1s\n--parallelism=3\n");
    Files.writeString(second, "--windowSize=20s\n--parallelism=4\n--experiments=a\n");

    SurgeOptions options =
        CommandLine.parse("--parallelism=5", "@" + first, "@" + second, "--experiments=b,c");

    SurgeSettings surge = SurgeConfiguration.of(options).surge();
    assertThat(surge.windows(), is(new WindowSchedule(20_000, 5_000, 20_000)));
    assertThat(surge.allowedLateness(), is(org.joda.time.Duration.standardSeconds(1)));
    assertThat(options.as(FlinkPipelineOptions.class).getParallelism(), is(5));
    assertThat(String.join(" ", options.as(ExperimentalOptions.class).getExperiments()), is("b c"));
  }

  private static SurgeConfiguration configuration(String... arguments) {
    return SurgeConfiguration.of(CommandLine.parse(arguments));
  }
}
