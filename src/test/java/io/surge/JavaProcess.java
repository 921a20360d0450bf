package io.surge;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A JVM of its own, to be killed. */
final class JavaProcess implements AutoCloseable {
  private final Process process;

  private JavaProcess(Process process) {
    this.process = process;
  }

  /**
   * @param log what it says is added there
   * @param arguments for {@code java}
   */
  static JavaProcess start(Path log, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(arguments);
    return new JavaProcess(
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start());
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Waits until it ends, and returns its exit status. */
  int join() throws InterruptedException {
    return process.waitFor();
  }

  /** Asks it to end, and waits until it has. */
  void end() throws InterruptedException {
    process.destroy();
    process.waitFor();
  }

  /** Kills it as a power failure would. */
  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
