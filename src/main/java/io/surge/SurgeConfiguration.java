package io.surge;

import io.surge.domain.SurgePolicy;
import io.surge.domain.WindowSchedule;
import io.surge.domain.ZoneGrid;
import io.surge.kafka.KafkaConnection;
import io.surge.kafka.KafkaSetupException;
import io.surge.kafka.ReadSettings;
import io.surge.kafka.StartFrom;
import io.surge.kafka.WatermarkRule;
import io.surge.transforms.SurgeSettings;
import io.surge.transforms.SurgeSettings.Supply;
import io.surge.transforms.SurgeSettings.Windowing;
import java.time.Duration;
import java.util.regex.Pattern;
import org.checkerframework.checker.nullness.qual.Nullable;

/** What the options mean: typed, complete and free of contradictions. */
public record SurgeConfiguration(
    KafkaConnection kafka,
    Topics topics,
    ReadSettings source,
    SurgeSettings surge,
    Delivery delivery) {
  private static final Pattern SERVERS = Pattern.compile("[^\\s,]+:[0-9]+(,[^\\s,]+:[0-9]+)*");

  /**
   * Derives the configuration from options.
   *
   * @throws UsageException if a value is ill-formed or contradicts another
   */
  public static SurgeConfiguration of(SurgeOptions options) {
    KafkaConnection kafka = kafka(options);
    Topics topics = Topics.of(options);
    SurgeSettings surge = surge(options);
    return new SurgeConfiguration(
        kafka,
        topics,
        source(options, kafka, topics, surge),
        surge,
        new OptionText("delivery", options.getDelivery()).constant(Delivery.class));
  }

  /** Reads the file once where the job is submitted, so that a mistake in it is found there. */
  private static KafkaConnection kafka(SurgeOptions options) {
    String servers = options.getBootstrapServers();
    if (!SERVERS.matcher(servers).matches()) {
      throw new OptionText("bootstrapServers", servers)
          .refused("takes host:port, separated by commas");
    }
    KafkaConnection connection = new KafkaConnection(servers, options.getKafkaConfig());
    try {
      if (connection.namesBrokersTwice()) {
        throw new OptionText("kafkaConfig", options.getKafkaConfig())
            .refused("takes a file without bootstrap.servers, which --bootstrapServers sets");
      }
    } catch (KafkaSetupException e) {
      throw new OptionText("kafkaConfig", options.getKafkaConfig())
          .refused("takes a readable file of Kafka client properties");
    }
    return connection;
  }

  private static ReadSettings source(
      SurgeOptions options, KafkaConnection kafka, Topics topics, SurgeSettings surge) {
    return new ReadSettings(
        kafka,
        topics.rideRequests(),
        topics.driverUpdates(),
        new OptionText("startFrom", options.getStartFrom()).as(StartFrom::parse),
        surge.grid(),
        surge.windows(),
        Duration.ofMillis(surge.allowedLateness().getMillis()),
        watermark(options),
        new OptionText("maxFutureSkew", options.getMaxFutureSkew()).duration(),
        RestoreRules.stateSettings(options, surge));
  }

  private static WatermarkRule watermark(SurgeOptions options) {
    return new WatermarkRule(
        new OptionText("maxOutOfOrderness", options.getMaxOutOfOrderness()).duration(),
        new OptionText("idleTimeout", options.getIdleTimeout())
            .durationAboveZeroOr("never")
            .orElse(null));
  }

  private static SurgeSettings surge(SurgeOptions options) {
    return new SurgeSettings(
        new OptionText("zoneGrid", options.getZoneGrid()).as(ZoneGrid::named),
        windows(options),
        joda(new OptionText("allowedLateness", options.getAllowedLateness()).duration()),
        policy(options),
        new OptionText("supply", options.getSupply()).constant(Supply.class),
        new OptionText("windowing", options.getWindowing()).constant(Windowing.class),
        liveInterval(options));
  }

  private static org.joda.time.@Nullable Duration liveInterval(SurgeOptions options) {
    Duration interval = new OptionText("liveInterval", options.getLiveInterval()).duration();
    return options.getLiveTopic().isEmpty() ? null : joda(interval);
  }

  private static WindowSchedule windows(SurgeOptions options) {
    Duration slide = new OptionText("windowSlide", options.getWindowSlide()).durationAboveZero();
    Duration size = new OptionText("windowSize", options.getWindowSize()).multipleOf(slide);
    Duration driverTtl = new OptionText("driverTtl", options.getDriverTtl()).multipleOf(slide);
    return new WindowSchedule(size.toMillis(), slide.toMillis(), driverTtl.toMillis());
  }

  private static SurgePolicy policy(SurgeOptions options) {
    double minimum = options.getMinMultiplier();
    double maximum = options.getMaxMultiplier();
    if (!Double.isFinite(minimum) || minimum < 0) {
      throw new OptionText("minMultiplier", Double.toString(minimum))
          .refused("takes a number of at least 0");
    }
    if (!Double.isFinite(maximum) || maximum < minimum) {
      throw new OptionText("maxMultiplier", Double.toString(maximum))
          .refused("takes a number of at least --minMultiplier (" + minimum + ")");
    }
    return new SurgePolicy(minimum, maximum);
  }

  private static org.joda.time.Duration joda(Duration duration) {
    return org.joda.time.Duration.millis(duration.toMillis());
  }
}
