package io.surge.tools.demo;

import io.surge.tools.ToolException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.utils.Utils;

/** The pipeline on embedded Flink, in a JVM of its own that never outlives this one. */
final class PipelineProcess implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 15;

  private final Process process;
  private final OutputStream leash;
  private final Path directory;

  private PipelineProcess(Process process, Path directory) {
    this.process = process;
    this.leash = process.getOutputStream();
    this.directory = directory;
  }

  /** Starts the JVM, which gets ready and waits for {@link #go}. */
  static PipelineProcess prepare(List<String> pipelineArguments) {
    try {
      Path directory = Files.createTempDirectory("surge-pipeline-");
      ProcessBuilder builder = new ProcessBuilder(command(directory, pipelineArguments));
      builder.redirectErrorStream(true);
      builder.redirectOutput(log(directory).toFile());
      return new PipelineProcess(builder.start(), directory);
    } catch (IOException e) {
      throw new UncheckedIOException("the pipeline's process did not start", e);
    }
  }

  private static Path log(Path directory) {
    return directory.resolve("log");
  }

  private static List<String> command(Path directory, List<String> pipelineArguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(flag -> flag.startsWith("--add-"))
        .forEach(command::add);
    command.add("-Xmx1g");
    // Flink unpacks its libraries there, and leaves them when its JVM is told to end.
    command.add("-Djava.io.tmpdir=" + directory);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(LeashedPipeline.class.getName());
    command.addAll(pipelineArguments);
    return command;
  }

  /** Lets the pipeline run. */
  void go() {
    try {
      leash.write(LeashedPipeline.GO);
      leash.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("the pipeline's process does not listen", e);
    }
  }

  boolean hasEnded() {
    return !process.isAlive();
  }

  /** Why the pipeline ended by itself: the last of its words that is no part of a stack trace. */
  ToolException lastWords() {
    try {
      String last =
          Files.readAllLines(log(directory)).stream()
              .filter(line -> !line.isBlank() && !line.startsWith("\t"))
              .reduce((before, line) -> line)
              .orElse("it said nothing");
      return new ToolException("the pipeline ended: " + last);
    } catch (IOException e) {
      return new ToolException("the pipeline ended, and its log cannot be read: " + e, e);
    }
  }

  /** Ends the pipeline's JVM, and leaves none of its files. */
  @Override
  public void close() {
    try {
      leash.close();
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
      Utils.delete(directory.toFile());
    } catch (IOException e) {
      process.destroyForcibly();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
