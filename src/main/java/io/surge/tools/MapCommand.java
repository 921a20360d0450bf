package io.surge.tools;

import io.surge.domain.ZoneGrid;
import io.surge.kafka.ClusterCheck;
import io.surge.map.LiveMap;
import io.surge.map.MapSettings;
import io.surge.map.MapTiles;
import io.surge.map.prices.QuoteTopics;
import java.net.BindException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.checkerframework.checker.nullness.qual.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code make map}. */
@Command(
    name = "map",
    description = "Serves a live map of surge, and the price of a place, until Ctrl-C.")
final class MapCommand implements Runnable {
  @Spec private CommandSpec spec;
  @Mixin private KafkaOptions kafka = new KafkaOptions();
  @Mixin private TopicNames names = new TopicNames();

  @Option(
      names = "--zoneGrid",
      paramLabel = "GRID",
      converter = GridConverter.class,
      defaultValue = "km",
      description = "the pipeline's: km, degrees or h3:<resolution> (default: ${DEFAULT-VALUE})")
  private ZoneGrid zoneGrid;

  @Option(
      names = "--windowSlide",
      paramLabel = "DURATION",
      defaultValue = "5s",
      description = "the pipeline's (default: ${DEFAULT-VALUE})")
  private Duration windowSlide;

  @Option(
      names = "--minMultiplier",
      paramLabel = "NUMBER",
      description =
          "the pipeline's: the price of a place without a quote (default: ${DEFAULT-VALUE})")
  private double minMultiplier = 1.0;

  @Option(
      names = "--maxMultiplier",
      paramLabel = "NUMBER",
      description = "the pipeline's: the end of the colour scale (default: ${DEFAULT-VALUE})")
  private double maxMultiplier = 5.0;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      description = "where it listens, 0.0.0.0 for every interface (default: ${DEFAULT-VALUE})")
  private String host = "127.0.0.1";

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "where it listens, 0 for any free port (default: ${DEFAULT-VALUE})")
  private int port = 8090;

  @Option(
      names = "--tiles",
      paramLabel = "URL",
      converter = TilesConverter.class,
      description = "a server of street maps to draw below, such as https://host/{z}/{x}/{y}.png")
  private @Nullable MapTiles tiles;

  @Override
  public void run() {
    requireSensibleNumbers();
    ClusterCheck.verify(kafka.connection(), quoteTopics().byName().keySet());
    try (StopSignal stop = StopSignal.install();
        LiveMap map = LiveMap.start(settings())) {
      System.out.println("The map is at " + map.url() + " (Ctrl-C ends it)");
      while (!stop.await(Duration.ofDays(1))) {}
    } catch (BindException e) {
      throw new ToolException(
          "nobody can listen on port %d of %s: %s; choose another with --port or --host"
              .formatted(port, host, e.getMessage()),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void requireSensibleNumbers() {
    if (!(minMultiplier >= 0 && maxMultiplier > minMultiplier)) {
      throw mistake("--minMultiplier takes a number from 0, --maxMultiplier a greater one");
    }
    if (windowSlide.isZero()) {
      throw mistake("--windowSlide takes a duration above 0");
    }
    if (port < 0 || port > 65_535) {
      throw mistake("--port takes a number from 0 to 65535");
    }
  }

  private ParameterException mistake(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private QuoteTopics quoteTopics() {
    return new QuoteTopics(names.of(TopicRole.SURGE_LIVE), names.of(TopicRole.SURGE_MULTIPLIERS));
  }

  private MapSettings settings() {
    return new MapSettings(
        kafka.connection().clientProperties(),
        quoteTopics(),
        names.of(TopicRole.RIDE_REQUESTS),
        names.of(TopicRole.DRIVER_UPDATES),
        names.of(TopicRole.SURGE_DEAD_LETTERS),
        zoneGrid,
        windowSlide,
        minMultiplier,
        maxMultiplier,
        host,
        port,
        Optional.ofNullable(tiles));
  }

  private static final class GridConverter implements ITypeConverter<ZoneGrid> {
    @Override
    public ZoneGrid convert(String text) {
      return orMistake(() -> ZoneGrid.named(text));
    }
  }

  private static final class TilesConverter implements ITypeConverter<MapTiles> {
    @Override
    public MapTiles convert(String text) {
      return orMistake(() -> new MapTiles(text));
    }
  }

  private static <T> T orMistake(Supplier<T> conversion) {
    try {
      return conversion.get();
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
