package io.surge;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import io.surge.domain.QuoteTiming;
import io.surge.domain.SurgeQuote;
import io.surge.domain.ZoneGrid;
import io.surge.kafka.SurgeQuoteJson;
import io.surge.tools.EmbeddedBroker;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The job jar is lean, and all that the job needs is in it. */
class JobJarIT {
  private static final Path JAR = Path.of(System.getProperty("job.jar"));
  private static final long LARGEST = 100_000_000;
  private static final ZoneGrid GRID = ZoneGrid.named("h3:8");
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final List<String> TOPICS =
      List.of(
          "ride-requests",
          "driver-updates",
          "surge-multipliers",
          "surge-live",
          "surge-dead-letters");

  /** Brokers, web servers, tools, and what Beam and Flink bring for others than us. */
  private static final List<String> FOREIGN =
      List.of(
          "io/surge/bench/",
          "io/surge/map/",
          "io/surge/tools/",
          "kafka/server/",
          "org/apache/kafka/raft/",
          "org/apache/kafka/storage/",
          "scala/",
          "picocli/",
          "io/javalin/",
          "org/eclipse/jetty/",
          "com/google/cloud/",
          "org/apache/beam/fn/",
          "org/apache/beam/runners/direct/",
          "org/apache/http/",
          "org/apache/zookeeper/",
          "org/junit/");

  @TempDir private Path directory;

  @Test
  void isSmall() throws IOException {
    assertThat(Files.size(JAR), is(lessThanOrEqualTo(LARGEST)));
  }

  @Test
  void holdsTheJobAndNothingForeign() throws IOException {
    try (JarFile jar = new JarFile(JAR.toFile())) {
      List<String> names = jar.stream().map(ZipEntry::getName).toList();

      assertThat(
          names,
          hasItems(
              "io/surge/SurgePipeline.class",
              "io/surge/config.yaml",
              "io/surge/flink-defaults.args",
              "org/apache/kafka/clients/consumer/KafkaConsumer.class",
              "flink-rpc-akka.jar",
              "librocksdbjni-linux64.so",
              "librocksdbjni-linux-aarch64.so"));
      assertThat(
          names.stream().filter(name -> FOREIGN.stream().anyMatch(name::startsWith)).toList(),
          is(empty()));
    }
  }

  /** A JobManager that cannot print a job's metrics would not give back the job's slots. */
  @Test
  void printsBeamsMetrics() throws Exception {
    URL[] jar = {JAR.toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(jar, ClassLoader.getPlatformClassLoader())) {
      String metrics = "org.apache.beam.runners.core.metrics.MetricsContainerStepMap";
      Object steps = loader.loadClass(metrics).getConstructor().newInstance();
      Object step = call(steps, "getContainer", "a step");
      Class<?> names = loader.loadClass("org.apache.beam.sdk.metrics.MetricName");
      Object name = names.getMethod("named", String.class, String.class).invoke(null, "ns", "seen");
      Object counter = step.getClass().getMethod("getCounter", names).invoke(step, name);
      counter.getClass().getMethod("inc").invoke(counter);

      assertThat(steps.toString(), containsString("seen"));
    }
  }

  private static Object call(Object target, String method, String argument) throws Exception {
    return target.getClass().getMethod(method, String.class).invoke(target, argument);
  }

  @Test
  void tellsAMistakeInOneLine() throws Exception {
    Process job = start("--windowSlide=0s");

    assertThat(job.waitFor(), is(2));
    assertThat(
        Files.readAllLines(errors()),
        is(List.of("--windowSlide takes a duration above 0, not '0s'")));
  }

  @Test
  void pricesWithoutAnyFlagForTheJvm() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.startTemporary()) {
      createTopics(broker);
      requestRide(broker);
      Process job =
          start(
              "--bootstrapServers=" + broker.bootstrapServers(),
              "--stateBackend=rocksdb",
              "--stateBackendStoragePath=" + directory.resolve("checkpoints").toUri(),
              "--checkpointingInterval=200",
              "--parallelism=1",
              "--zoneGrid=h3:8",
              "--windowSize=1s",
              "--windowSlide=1s",
              "--maxOutOfOrderness=0s",
              "--idleTimeout=100ms");
      try {
        SurgeQuote quote = firstFinalQuote(broker, job);

        assertThat(quote.zoneId(), is(GRID.idOf(GRID.zoneAt(37.77, -122.42))));
        assertThat(quote.demand(), is(1L));
        assertThat(quote.supply(), is(0L));
        assertThat(quote.multiplier(), is(5.0));
        assertThat(quote.timing(), is(QuoteTiming.ON_TIME));
      } finally {
        job.destroy();
        job.waitFor();
      }
    }
  }

  private Process start(String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-jar",
                JAR.toString()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .redirectOutput(directory.resolve("output").toFile())
        .redirectError(errors().toFile())
        .start();
  }

  private Path errors() {
    return directory.resolve("errors");
  }

  private static void createTopics(EmbeddedBroker broker) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      admin
          .createTopics(
              TOPICS.stream()
                  .map(name -> new NewTopic(name, Optional.of(1), Optional.empty()))
                  .toList())
          .all()
          .get();
    }
  }

  private static void requestRide(EmbeddedBroker broker) throws Exception {
    try (Producer<String, String> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers()),
            new StringSerializer(),
            new StringSerializer())) {
      String request =
          "{\"user_id\": \"ana\", \"latitude\": 37.77, \"longitude\": -122.42, \"timestamp\": "
              + System.currentTimeMillis()
              + "}";
      producer.send(new ProducerRecord<>("ride-requests", "ana", request)).get();
    }
  }

  private SurgeQuote firstFinalQuote(EmbeddedBroker broker, Process job) throws IOException {
    try (Consumer<String, byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                broker.bootstrapServers(),
                "group.id",
                "test",
                "auto.offset.reset",
                "earliest",
                "isolation.level",
                "read_committed"),
            new StringDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.subscribe(List.of("surge-multipliers"));
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (System.nanoTime() < deadline && job.isAlive()) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(200))) {
          return SurgeQuoteJson.decode(record.value());
        }
      }
    }
    throw new AssertionError("no quote: " + Files.readString(errors(), StandardCharsets.UTF_8));
  }
}
