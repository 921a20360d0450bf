package io.surge.tools.cluster;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** One of Flink's processes, started again whenever it has ended. */
final class KeptAlive {
  private static final Duration PAUSE = Duration.ofSeconds(2);

  private final FlinkCommand command;
  private final ClusterFiles files;
  private Process process;
  private long startedNanos;

  KeptAlive(FlinkCommand command, ClusterFiles files) throws IOException {
    this.command = command;
    this.files = files;
    start();
  }

  void startAgainIfEnded() throws IOException {
    // One that ends at once, for a mistake in its configuration say, shall not keep us busy.
    boolean settled = System.nanoTime() - startedNanos > PAUSE.toNanos();
    if (!process.isAlive() && settled) {
      System.out.println(
          command.name() + " ended with " + process.exitValue() + ", is started again");
      start();
    }
  }

  private void start() throws IOException {
    startedNanos = System.nanoTime();
    process =
        new ProcessBuilder(command.line(files))
            .redirectErrorStream(true)
            .redirectOutput(Redirect.appendTo(files.logOf(command.name()).toFile()))
            .start();
    files.remember(command.name(), process.pid());
  }

  void askToEnd() {
    process.destroy();
  }

  void end(Duration patience) throws InterruptedException {
    if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      process.destroyForcibly().waitFor();
    }
  }
}
