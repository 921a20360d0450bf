package io.surge.tools.demo;

import io.surge.domain.KilometreGrid;
import io.surge.domain.SurgePolicy;
import io.surge.domain.SurgeQuote;
import io.surge.domain.ZoneGrid;
import io.surge.kafka.KafkaConnection;
import io.surge.map.LiveMap;
import io.surge.map.MapSettings;
import io.surge.map.prices.QuoteTopic;
import io.surge.map.prices.QuoteTopics;
import io.surge.map.prices.RecordListener;
import io.surge.tools.EmbeddedBroker;
import io.surge.tools.LoopbackPorts;
import io.surge.tools.StopSignal;
import io.surge.tools.ToolException;
import io.surge.tools.TopicCreation;
import io.surge.tools.TopicNames;
import io.surge.tools.TopicPlan;
import io.surge.tools.TopicRole;
import io.surge.tools.city.CityLoad;
import java.net.BindException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Everything at once on one machine: a broker, a simulated city, the pipeline in a JVM of its own
 * with its default settings, the live map, and a view of what happens. When it ends nothing of it
 * is left.
 */
public final class Demo {
  private static final Duration FRAME = Duration.ofSeconds(1);
  private static final int ROWS = 20;

  /** The pipeline's defaults. */
  private static final ZoneGrid GRID = new KilometreGrid();

  private static final Duration SLIDE = Duration.ofSeconds(5);
  private static final SurgePolicy POLICY = new SurgePolicy(1, 5);

  private final DemoSettings settings;
  private final Supplier<DemoView> views;
  private final TopicNames names = new TopicNames();
  private final long begun = System.nanoTime();
  private volatile Optional<Duration> firstPrice = Optional.empty();

  /**
   * Gets ready.
   *
   * @param views opens the view when there is something to see
   */
  public Demo(DemoSettings settings, Supplier<DemoView> views) {
    this.settings = settings;
    this.views = views;
  }

  /**
   * Shows it, until asked to stop or for as long as the settings say.
   *
   * @throws ToolException if a port is taken, or the pipeline ends
   */
  public void run(StopSignal stop) throws InterruptedException {
    LoopbackPorts.reserve(settings.mapPort());
    int port = LoopbackPorts.reserve(settings.brokerPort()).broker();
    String servers = LoopbackPorts.HOST + ":" + port;
    // The pipeline's JVM starts up beside the broker, and must end before it.
    PipelineProcess pipeline = PipelineProcess.prepare(List.of("--bootstrapServers=" + servers));
    try (EmbeddedBroker broker = EmbeddedBroker.startTemporary(port)) {
      KafkaConnection connection = new KafkaConnection(broker.bootstrapServers(), null);
      try (pipeline) {
        TopicCreation.create(connection, names, TopicPlan.read(TopicPlan.DEFAULT_FILE));
        pipeline.go();
        watch(connection, pipeline, stop);
      }
    } finally {
      pipeline.close();
    }
  }

  private void watch(KafkaConnection connection, PipelineProcess pipeline, StopSignal stop)
      throws InterruptedException {
    LatencyProbe probe = new LatencyProbe(connection, names, GRID, settings.life().zones());
    PriceBoard board = new PriceBoard(probe.zones());
    CityLoad load = new CityLoad(settings.life(), settings.disturbances(), settings.duration());
    long start = settings.life().start();
    try (probe;
        CityFeed city = new CityFeed(connection, names, load, start);
        LiveMap map = LiveMap.start(map(connection), board, new LiveQuotes(probe));
        DemoView view = views.get()) {
      city.begin();
      probe.begin();
      while (!stop.await(FRAME) && running().compareTo(settings.duration()) < 0) {
        pipeline.requireAlive();
        city.requireAlive();
        view.show(frame(connection, map, probe, board));
      }
    } catch (BindException e) {
      throw new ToolException("the map cannot listen on port " + settings.mapPort(), e);
    }
  }

  private DemoFrame frame(
      KafkaConnection connection, LiveMap map, LatencyProbe probe, PriceBoard board) {
    return new DemoFrame(
        running(),
        map.url(),
        connection.bootstrapServers(),
        map.figures(),
        probe.endSecond(),
        firstPrice,
        board.zones(),
        board.hottest(ROWS));
  }

  private Duration running() {
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  private MapSettings map(KafkaConnection connection) {
    return new MapSettings(
        connection.clientProperties(),
        new QuoteTopics(names.of(TopicRole.SURGE_LIVE), names.of(TopicRole.SURGE_MULTIPLIERS)),
        names.of(TopicRole.RIDE_REQUESTS),
        names.of(TopicRole.DRIVER_UPDATES),
        names.of(TopicRole.SURGE_DEAD_LETTERS),
        GRID,
        SLIDE,
        POLICY.minimum(),
        POLICY.maximum(),
        LoopbackPorts.HOST,
        settings.mapPort(),
        Optional.empty());
  }

  /** Notes when the first came, and lets the probe look at each. */
  private final class LiveQuotes implements RecordListener {
    private final LatencyProbe probe;

    LiveQuotes(LatencyProbe probe) {
      this.probe = probe;
    }

    @Override
    public void received(QuoteTopic topic, SurgeQuote quote) {
      if (topic == QuoteTopic.LIVE) {
        if (firstPrice.isEmpty()) {
          firstPrice = Optional.of(running());
        }
        probe.receive(quote);
      }
    }

    @Override
    public void unreadable(QuoteTopic topic) {}
  }
}
