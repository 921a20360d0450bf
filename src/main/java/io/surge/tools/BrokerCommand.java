package io.surge.tools;

import java.nio.file.Path;
import java.time.Duration;
import org.checkerframework.checker.nullness.qual.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code make broker}. */
@Command(name = "broker", description = "Runs a Kafka broker on loopback until Ctrl-C.")
final class BrokerCommand implements Runnable {
  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "where it listens, 0 for any free port (default: ${DEFAULT-VALUE})")
  private int port = 9092;

  @Option(
      names = "--directory",
      paramLabel = "DIR",
      description = "where its data stays (default: a temporary directory, gone afterwards)")
  private @Nullable Path directory;

  @Override
  public void run() {
    try (StopSignal stop = StopSignal.install();
        EmbeddedBroker broker = start()) {
      System.out.println(
          "Kafka at " + broker.bootstrapServers() + ", data in " + broker.directory());
      while (!stop.await(Duration.ofDays(1))) {}
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private EmbeddedBroker start() {
    return directory == null
        ? EmbeddedBroker.startTemporary(port)
        : EmbeddedBroker.start(directory, port);
  }
}
