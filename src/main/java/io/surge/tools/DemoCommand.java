package io.surge.tools;

import io.surge.tools.city.CityOptions;
import io.surge.tools.demo.Demo;
import io.surge.tools.demo.DemoSettings;
import io.surge.tools.demo.DemoView;
import io.surge.tools.demo.LineView;
import io.surge.tools.demo.TableView;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code make demo}. */
@Command(
    name = "demo",
    description = "Shows surge live: a broker, a simulated city, the pipeline and the map at once.")
final class DemoCommand implements Runnable {
  @Spec private CommandSpec spec;
  @Mixin private CityOptions options = new CityOptions();

  @Option(
      names = "--duration",
      paramLabel = "DURATION",
      description = "how long it runs (default: until Ctrl-C)")
  private Duration duration = Duration.ofDays(3650);

  @Option(
      names = "--brokerPort",
      paramLabel = "PORT",
      description = "where Kafka listens, 0 for any free port (default: ${DEFAULT-VALUE})")
  private int brokerPort;

  @Option(
      names = "--mapPort",
      paramLabel = "PORT",
      description = "where the map is served, 0 for any free port (default: ${DEFAULT-VALUE})")
  private int mapPort = 8090;

  @Override
  public void run() {
    DemoSettings settings =
        new DemoSettings(
            options.life(System.currentTimeMillis(), spec),
            options.disturbances(spec),
            duration,
            brokerPort,
            mapPort);
    try (StopSignal stop = StopSignal.install()) {
      new Demo(settings, DemoCommand::view).run(stop);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @SuppressWarnings("SystemConsoleNull") // -Djdk.console=java.base keeps its meaning in new JDKs
  private static DemoView view() {
    return System.console() == null ? new LineView(System.out::println) : new TableView(System.out);
  }
}
