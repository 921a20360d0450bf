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

/** The pipeline on embedded Flink, in a JVM of its own that never outlives this one. */
final class PipelineProcess implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 15;

  private final Process process;
  private final OutputStream leash;
  private final Path log;

  private PipelineProcess(Process process, Path log) {
    this.process = process;
    this.leash = process.getOutputStream();
    this.log = log;
  }

  /** Starts the JVM, which gets ready and waits for {@link #go}. */
  static PipelineProcess prepare(List<String> pipelineArguments) {
    try {
      Path log = Files.createTempFile("surge-pipeline-", ".log");
      ProcessBuilder builder = new ProcessBuilder(command(pipelineArguments));
      builder.redirectErrorStream(true);
      builder.redirectOutput(log.toFile());
      return new PipelineProcess(builder.start(), log);
    } catch (IOException e) {
      throw new UncheckedIOException("the pipeline's process did not start", e);
    }
  }

  private static List<String> command(List<String> pipelineArguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(flag -> flag.startsWith("--add-"))
        .forEach(command::add);
    command.add("-Xmx1g");
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
      throw ended(e);
    }
  }

  /**
   * Makes sure that the pipeline has not ended by itself.
   *
   * @throws ToolException with its last words
   */
  void requireAlive() {
    if (!process.isAlive()) {
      throw ended(null);
    }
  }

  private ToolException ended(IOException reason) {
    try {
      List<String> lines = Files.readAllLines(log);
      String last = lines.isEmpty() ? "it said nothing" : lines.get(lines.size() - 1);
      return new ToolException("the pipeline ended: " + last, reason);
    } catch (IOException e) {
      return new ToolException("the pipeline ended, and its log cannot be read: " + e, e);
    }
  }

  /** Ends the pipeline's JVM. */
  @Override
  public void close() {
    try {
      leash.close();
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
      Files.deleteIfExists(log);
    } catch (IOException e) {
      process.destroyForcibly();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
