package io.surge.map;

import io.surge.domain.SurgeQuote;
import io.surge.map.Pulse.Figures;
import io.surge.map.prices.PriceListener;
import io.surge.map.prices.QuoteTopic;
import io.surge.map.prices.RecordListener;
import io.surge.map.prices.SurgePrices;
import io.surge.map.prices.SurgePricesReader;
import java.net.BindException;
import java.time.Clock;
import java.util.Optional;
import org.checkerframework.checker.nullness.qual.Nullable;

/** A running map: reads Kafka and serves the page and the API until it is closed. */
public final class LiveMap implements AutoCloseable {
  private static final long SECOND_MS = 1_000;

  private final SurgePrices prices;
  private final SurgePricesReader reader;
  private final ZoneChanges changes;
  private final QuoteHistory history = new QuoteHistory();
  private final TopicWatch topics;
  private final Pulse pulse;
  private final PageStream pages;
  private final MapServer server;
  private final Thread seconds = new Thread(this::countSeconds, "pulse");
  private final Clock clock = Clock.systemUTC();
  private final PriceListener alsoToldOfPrices;
  private final RecordListener alsoToldOfRecords;
  private volatile @Nullable Figures latestFigures;
  private volatile String latestPulse = "{}";

  private LiveMap(
      MapSettings settings, PriceListener alsoToldOfPrices, RecordListener alsoToldOfRecords) {
    this.alsoToldOfPrices = alsoToldOfPrices;
    this.alsoToldOfRecords = alsoToldOfRecords;
    changes = new ZoneChanges(settings.grid());
    prices = new SurgePrices(settings.windowSlide(), clock, new ToThePages());
    reader =
        new SurgePricesReader(
            settings.kafkaConfig(), settings.quoteTopics(), prices, new ToTheFigures());
    topics = new TopicWatch(settings);
    pulse = new Pulse(clock, topics, reader::state);
    pages = new PageStream(changes, prices, clock, () -> latestPulse);
    QuoteApi api =
        new QuoteApi(settings.grid(), settings.minMultiplier(), prices, history, reader::state);
    server = new MapServer(settings, api, pages);
    seconds.setDaemon(true);
  }

  /**
   * Starts reading and serving.
   *
   * @throws BindException if the address cannot be had
   */
  public static LiveMap start(MapSettings settings) throws BindException {
    return start(settings, PriceListener.NONE, RecordListener.NONE);
  }

  /**
   * Starts reading and serving, and tells others of what is read as well, in the reading thread.
   *
   * @throws BindException if the address cannot be had
   */
  public static LiveMap start(MapSettings settings, PriceListener prices, RecordListener records)
      throws BindException {
    LiveMap map = new LiveMap(settings, prices, records);
    map.server.start();
    map.reader.start();
    map.topics.start();
    map.seconds.start();
    return map;
  }

  private void countSeconds() {
    try {
      while (true) {
        Figures figures = pulse.endSecond(System.nanoTime());
        latestFigures = figures;
        latestPulse =
            PulseJson.write(figures, clock.millis(), prices.behindBefore(), changes.strangers());
        Thread.sleep(SECOND_MS);
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  /** The figures of the last second, or none in the first. */
  public Optional<Figures> figures() {
    return Optional.ofNullable(latestFigures);
  }

  /** Where the page is. */
  public String url() {
    return server.url();
  }

  @Override
  public void close() {
    seconds.interrupt();
    pages.close();
    server.stop();
    reader.close();
    topics.close();
  }

  private final class ToThePages implements PriceListener {
    @Override
    public void changed(SurgeQuote quote) {
      changes.changed(quote);
      alsoToldOfPrices.changed(quote);
    }

    @Override
    public void left(String zoneId) {
      changes.left(zoneId);
      history.forget(zoneId);
      alsoToldOfPrices.left(zoneId);
    }
  }

  private final class ToTheFigures implements RecordListener {
    @Override
    public void received(QuoteTopic topic, SurgeQuote quote) {
      history.add(quote);
      pulse.received(topic, quote);
      alsoToldOfRecords.received(topic, quote);
    }

    @Override
    public void unreadable(QuoteTopic topic) {
      pulse.unreadable(topic);
      alsoToldOfRecords.unreadable(topic);
    }
  }
}
