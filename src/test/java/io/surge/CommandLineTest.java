package io.surge;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.surge.domain.HexagonGrid;
import io.surge.domain.KilometreGrid;
import io.surge.domain.SurgePolicy;
import io.surge.domain.WindowSchedule;
import io.surge.kafka.KafkaConnection;
import io.surge.kafka.ReadSettings;
import io.surge.kafka.StartFrom;
import io.surge.kafka.StateSettings;
import io.surge.kafka.WatermarkRule;
import io.surge.transforms.SurgeSettings;
import io.surge.transforms.SurgeSettings.Supply;
import io.surge.transforms.SurgeSettings.Windowing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.sdk.options.ExperimentalOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
    KafkaConnection kafka = new KafkaConnection("localhost:9092", null);
    WindowSchedule windows = new WindowSchedule(30_000, 5_000, 30_000);
    assertThat(
        configuration(),
        is(
            new SurgeConfiguration(
                kafka,
                TOPICS,
                new ReadSettings(
                    kafka,
                    "ride-requests",
                    "driver-updates",
                    new StartFrom.Earliest(),
                    new KilometreGrid(),
                    windows,
                    Duration.ofSeconds(30),
                    new WatermarkRule(Duration.ofSeconds(5), Duration.ofSeconds(5)),
                    Duration.ofSeconds(60),
                    new StateSettings(
                        Map.ofEntries(
                            Map.entry("rideRequestsTopic", "ride-requests"),
                            Map.entry("driverUpdatesTopic", "driver-updates"),
                            Map.entry("surgeTopic", "surge-multipliers"),
                            Map.entry("liveTopic", "surge-live"),
                            Map.entry("deadLetterTopic", "surge-dead-letters"),
                            Map.entry("zoneGrid", "km"),
                            Map.entry("windowSize", "30s"),
                            Map.entry("windowSlide", "5s"),
                            Map.entry("supply", "drivers"),
                            Map.entry("driverTtl", "30s"),
                            Map.entry("allowedLateness", "30s"),
                            Map.entry("windowing", "sliced"),
                            Map.entry("delivery", "exactly-once")))),
                new SurgeSettings(
                    new KilometreGrid(),
                    windows,
                    org.joda.time.Duration.standardSeconds(30),
                    new SurgePolicy(1.0, 5.0),
                    Supply.DRIVERS,
                    Windowing.SLICED,
                    org.joda.time.Duration.millis(50)),
                Delivery.EXACTLY_ONCE)));
  }

  @Test
  void everyOptionIsTaken(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("client.properties");
    Files.writeString(file, "security.protocol=SSL\n# comment\nssl.key.password = s e\n");
    KafkaConnection kafka = new KafkaConnection("one:9092,two:9093", file.toString());
    WindowSchedule windows = new WindowSchedule(120_000, 500, 180_000);

    assertThat(
        configuration(
            "--bootstrapServers=one:9092,two:9093",
            "--kafkaConfig=" + file,
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
            "--delivery=at-least-once",
            "--windowing=beam"),
        is(
            new SurgeConfiguration(
                kafka,
                new Topics("a", "b", "c", Optional.of("d"), "e"),
                new ReadSettings(
                    kafka,
                    "a",
                    "b",
                    new StartFrom.Timestamp(1_212_735_600_000L),
                    new HexagonGrid(9),
                    windows,
                    Duration.ZERO,
                    new WatermarkRule(Duration.ZERO, null),
                    Duration.ofHours(1),
                    new StateSettings(
                        Map.ofEntries(
                            Map.entry("rideRequestsTopic", "a"),
                            Map.entry("driverUpdatesTopic", "b"),
                            Map.entry("surgeTopic", "c"),
                            Map.entry("liveTopic", "d"),
                            Map.entry("deadLetterTopic", "e"),
                            Map.entry("zoneGrid", "h3:9"),
                            Map.entry("windowSize", "2m"),
                            Map.entry("windowSlide", "500ms"),
                            Map.entry("supply", "updates"),
                            Map.entry("driverTtl", "3m"),
                            Map.entry("allowedLateness", "0ms"),
                            Map.entry("windowing", "beam"),
                            Map.entry("delivery", "at-least-once")))),
                new SurgeSettings(
                    new HexagonGrid(9),
                    windows,
                    org.joda.time.Duration.ZERO,
                    new SurgePolicy(0.5, 7.0),
                    Supply.UPDATES,
                    Windowing.BEAM,
                    org.joda.time.Duration.ZERO),
                Delivery.AT_LEAST_ONCE)));
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

  @Test
  void aFreshStartBeginsWhereItIsTold() {
    assertThat(startFrom("committed"), is(new StartFrom.Committed()));
    assertThat(startFrom("latest"), is(new StartFrom.Latest()));
    assertThat(startFrom("earliest"), is(new StartFrom.Earliest()));
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

  private static StartFrom startFrom(String text) {
    return configuration("--startFrom=" + text).source().startFrom();
  }

  private static SurgeConfiguration configuration(String... arguments) {
    return SurgeConfiguration.of(CommandLine.parse(arguments));
  }
}
