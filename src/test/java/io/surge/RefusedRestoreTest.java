package io.surge;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.surge.testing.Await;
import io.surge.tools.EmbeddedBroker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a shell sees when a run is to go on from a checkpoint with other settings. */
@Timeout(300)
final class RefusedRestoreTest {
  @TempDir Path directory;

  @Test
  void isOneLineAndStatusTwo() throws Exception {
    Path log = directory.resolve("log");
    Path refusal = directory.resolve("refusal");
    try (EmbeddedBroker broker = EmbeddedBroker.startTemporary();
        CityTopics topics = CityTopics.create(broker, "city")) {
      try (PipelineProcess run = PipelineProcess.start(log, arguments(topics))) {
        Await.until(
            "there is a checkpoint",
            () -> {
              assertThat(Files.readString(log), run.isAlive(), is(true));
              return checkpoint() != null;
            });
      }
      Stream<String> changed = Stream.of("--savepointPath=" + checkpoint(), "--windowSlide=10s");
      try (PipelineProcess run =
          PipelineProcess.start(refusal, Stream.concat(arguments(topics), changed))) {
        assertThat(run.awaitExit(), is(2));
      }
    }
    assertThat(
        Files.readString(refusal),
        is(
            "--windowSlide takes '5s', with which the state to go on from was made, not '10s'"
                + System.lineSeparator()));
  }

  private Path checkpoint() {
    return PipelineProcess.newestCheckpoint(directory).orElse(null);
  }

  private Stream<String> arguments(CityTopics topics) {
    return Stream.concat(
        topics.arguments(),
        Stream.of(
            "--parallelism=2",
            "--checkpointingInterval=200",
            "--stateBackendStoragePath=" + directory.resolve("checkpoints").toUri()));
  }
}
