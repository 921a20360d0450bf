package io.surge.bench;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.checkerframework.checker.nullness.qual.Nullable;

/** A fresh JVM with this one's class path and access to the JDK. It is killed when closed. */
final class ChildJvm implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 30;

  private final Process process;
  private final BufferedReader lines;

  private ChildJvm(Process process) {
    this.process = process;
    this.lines = process.inputReader(StandardCharsets.UTF_8);
  }

  /**
   * Starts a program.
   *
   * @param log where its standard error goes, appended
   */
  static ChildJvm start(
      List<String> jvmOptions, Class<?> program, List<String> arguments, Path log) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(option -> option.startsWith("--add-"))
        .forEach(command::add);
    command.addAll(jvmOptions);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
    command.addAll(arguments);
    try {
      ProcessBuilder builder = new ProcessBuilder(command);
      File file = log.toFile();
      return new ChildJvm(builder.redirectError(ProcessBuilder.Redirect.appendTo(file)).start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The next line that it writes to standard output; null once it has ended. */
  @Nullable String nextLine() {
    try {
      return lines.readLine();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads on what it writes, so that it never waits for a reader. */
  void discardOutput() {
    Thread thread = new Thread(() -> lines.lines().forEach(line -> {}), "discard-output");
    thread.setDaemon(true);
    thread.start();
  }

  /** Asks it to end, as Ctrl-C does, waits until it has, and kills it if it takes too long. */
  void end() {
    process.destroy();
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        close();
      }
    } catch (InterruptedException e) {
      close();
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
