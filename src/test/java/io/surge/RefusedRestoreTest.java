package io.surge;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.surge.testing.Await;
import io.surge.tools.EmbeddedBroker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a shell sees when a run is to go on from a checkpoint with other settings. */
@Timeout(300)
final class RefusedRestoreTest {
  private static final String LINE =
      "--windowSlide takes '5s', with which the state to go on from was made, not '10s'";

  @TempDir static Path directory;
  private static EmbeddedBroker broker;
  private static CityTopics topics;
  private static Path checkpoint;

  @BeforeAll
  static void takeACheckpoint() throws Exception {
    broker = EmbeddedBroker.startTemporary();
    topics = CityTopics.create(broker, "city");
    Path log = directory.resolve("log");
    String storage = "--stateBackendStoragePath=" + directory.resolve("checkpoints").toUri();
    try (PipelineProcess run =
        PipelineProcess.start(log, arguments("--checkpointingInterval=200", storage))) {
      Await.until(
          "there is a checkpoint",
          () -> {
            assertThat(Files.readString(log), run.isAlive(), is(true));
            return PipelineProcess.newestCheckpoint(directory).isPresent();
          });
    }
    checkpoint = PipelineProcess.newestCheckpoint(directory).orElseThrow();
  }

  @AfterAll
  static void stop() {
    topics.close();
    broker.close();
  }

  @Test
  void isOneLineAndStatusTwo() throws Exception {
    assertThat(refusal("--windowSlide=10s", "--savepointPath=" + checkpoint), is(List.of(LINE)));
  }

  /** Flink's own configuration names the checkpoint: the run finds out when it reads. */
  @Test
  void isTheLastLineWhereTheRunFindsOutByItself() throws Exception {
    Path configuration = Files.createDirectory(directory.resolve("configuration"));
    Files.writeString(
        configuration.resolve("config.yaml"),
        "execution.savepoint.path: " + checkpoint.getParent() + "\n");

    List<String> lines = refusal("--windowSlide=10s", "--flinkConfDir=" + configuration);

    assertThat(lines.get(lines.size() - 1), is(LINE));
  }

  @Test
  void isOneLineForStateOfAnEarlierBuild() throws Exception {
    Path earlier = Files.createDirectory(directory.resolve("earlier")).resolve("_metadata");
    String now = Files.readString(checkpoint, ISO_8859_1);
    String then = now.replaceAll("\u0004(..city\\.)", "\u0003$1");
    assertThat(then, not(now));
    Files.writeString(earlier, then, ISO_8859_1);

    assertThat(
        refusal("--savepointPath=" + earlier.getParent()),
        is(List.of("--savepointPath: cannot go on from state of version 3, this build reads 4")));
  }

  /** What a run says that ends with status 2. */
  private static List<String> refusal(String... arguments) throws Exception {
    Path log = Files.createTempFile(directory, "refusal", ".log");
    try (PipelineProcess run = PipelineProcess.start(log, arguments(arguments))) {
      assertThat(run.awaitExit(), is(2));
    }
    return Files.readAllLines(log);
  }

  private static Stream<String> arguments(String... own) {
    return Stream.concat(topics.arguments(), Stream.of(own));
  }
}
