package io.surge.tools;

import io.surge.kafka.ClusterCheck;
import io.surge.tools.city.CityLoad;
import io.surge.tools.city.CityOptions;
import io.surge.tools.load.Pace;
import io.surge.tools.load.PacedSender;
import io.surge.tools.load.Progress;
import java.time.Duration;
import java.util.function.Consumer;
import org.checkerframework.checker.nullness.qual.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code make simulate}. */
@Command(
    name = "simulate",
    description = "Sends what happens in a simulated city, until Ctrl-C or for a while.")
final class SimulateCommand implements Runnable {
  @Spec private CommandSpec spec;
  @Mixin private KafkaOptions kafka = new KafkaOptions();
  @Mixin private TopicNames names = new TopicNames();
  @Mixin private CityOptions options = new CityOptions();

  @Option(
      names = "--duration",
      paramLabel = "DURATION",
      description = "how long it sends (default: until Ctrl-C)")
  private Duration duration = Duration.ofDays(3650);

  @Option(
      names = "--startTime",
      paramLabel = "EPOCH_MS",
      description =
          "the city's time at the start; with the same seed and start the records are the same"
              + " (default: now)")
  private @Nullable Long startTime;

  @Override
  public void run() {
    long begun = System.currentTimeMillis();
    long start = startTime == null ? begun : startTime;
    CityLoad load = new CityLoad(options.life(start, spec), options.disturbances(spec), duration);
    ClusterCheck.verify(kafka.connection(), names.inputs());
    Consumer<String> lines = System.out::println;
    try (StopSignal stop = StopSignal.install();
        PacedSender sender = new PacedSender(kafka.connection(), names);
        Progress progress = new Progress(sender.counts(), lines)) {
      progress.begin();
      sender.send(load, new Pace(start, System.currentTimeMillis(), 1), stop);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
