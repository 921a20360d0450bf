package io.surge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The pipeline in a process of its own, as a user runs it, to be killed. */
final class PipelineProcess implements AutoCloseable {
  private final JavaProcess process;

  private PipelineProcess(JavaProcess process) {
    this.process = process;
  }

  /**
   * @param log what it says is added there
   */
  static PipelineProcess start(Path log, Stream<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("--add-"))
        .forEach(command::add);
    command.addAll(List.of("-Xmx768m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(SurgePipeline.class.getName());
    arguments.forEach(command::add);
    return new PipelineProcess(JavaProcess.start(log, command));
  }

  /** The newest complete checkpoint of any run that keeps its checkpoints there. */
  static Optional<Path> newestCheckpoint(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(file -> file.endsWith("_metadata"))
          .max(Comparator.comparing(PipelineProcess::lastModified));
    } catch (IOException | UncheckedIOException e) {
      // A checkpoint was replaced by its successor while it was looked at.
      return Optional.empty();
    }
  }

  private static long lastModified(Path file) {
    try {
      return Files.getLastModifiedTime(file).toMillis();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Waits for its end, and returns its exit status. */
  int awaitExit() throws InterruptedException {
    return process.join();
  }

  /** Kills it as a power failure would. */
  @Override
  public void close() {
    process.close();
  }
}
