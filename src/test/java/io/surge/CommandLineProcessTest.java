package io.surge;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import io.surge.tools.LoopbackPorts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a shell sees. */
class CommandLineProcessTest {
  @TempDir private Path directory;

  /** A command that does nothing. */
  static final class Command {
    private Command() {}

    public static void main(String[] arguments) {
      CommandLine.run(arguments, options -> {});
    }
  }

  private record Outcome(int status, String output, String errors) {}

  @Test
  void aMistakeIsOneLineAndStatusTwo() throws Exception {
    assertThat(
        run("--windowSize=yes"),
        is(
            new Outcome(
                2,
                "",
                "--windowSize takes a duration such as 500ms, 30s or 2m, not 'yes'"
                    + System.lineSeparator())));
  }

  @Test
  void anUnknownOptionIsOneLineAndStatusTwo() throws Exception {
    assertThat(
        run("--windowsize=30s"),
        is(
            new Outcome(
                2,
                "",
                "--windowsize is not an option. Did you mean 'windowSize'?"
                    + System.lineSeparator())));
  }

  @Test
  void helpGoesToStandardOutput() throws Exception {
    Outcome outcome = run("--windowSize=nonsense", "--help");

    assertThat(outcome.status, is(0));
    assertThat(outcome.output, startsWith("usage: java -jar surge-pipeline.jar [@FILE ...]"));
    assertThat(outcome.errors, is(""));
  }

  @Test
  void aBrokerThatDoesNotAnswerIsOneLine() throws Exception {
    String nowhere = "127.0.0.1:" + LoopbackPorts.reserve(0).broker();

    assertThat(
        run(SurgePipeline.class, "--bootstrapServers=" + nowhere),
        is(
            new Outcome(
                1,
                "",
                "--bootstrapServers: no Kafka broker answers at "
                    + nowhere
                    + "; is it running, and is this its address? make broker starts one"
                    + System.lineSeparator())));
  }

  private Outcome run(String... arguments) throws IOException, InterruptedException {
    return run(Command.class, arguments);
  }

  private Outcome run(Class<?> main, String... arguments) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
    command.addAll(List.of(arguments));
    Path output = directory.resolve("output");
    Path errors = directory.resolve("errors");
    int status =
        new ProcessBuilder(command)
            .redirectOutput(output.toFile())
            .redirectError(errors.toFile())
            .start()
            .waitFor();
    return new Outcome(
        status,
        Files.readString(output, StandardCharsets.UTF_8),
        Files.readString(errors, StandardCharsets.UTF_8));
  }
}
