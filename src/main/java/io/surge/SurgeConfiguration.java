package io.surge;

import io.surge.domain.SurgePolicy;
import io.surge.domain.WindowSchedule;
import io.surge.domain.ZoneGrid;
import io.surge.transforms.SurgeSettings;
import io.surge.transforms.SurgeSettings.Supply;
import io.surge.transforms.SurgeSettings.Windowing;
import java.time.Duration;

/** What the options mean: typed, complete and free of contradictions. */
public record SurgeConfiguration(
    KafkaAccess kafka,
    Topics topics,
    SourceSettings source,
    SurgeSettings surge,
    Delivery delivery) {

  /**
   * Derives the configuration from options.
   *
   * @throws UsageException if a value is ill-formed or contradicts another
   */
  public static SurgeConfiguration of(SurgeOptions options) {
    return new SurgeConfiguration(
        KafkaAccess.of(options),
        Topics.of(options),
        source(options),
        surge(options),
        new OptionText("delivery", options.getDelivery()).constant(Delivery.class));
  }

  private static SourceSettings source(SurgeOptions options) {
    return new SourceSettings(
        new OptionText("startFrom", options.getStartFrom()).as(StartFrom::parse),
        new OptionText("maxOutOfOrderness", options.getMaxOutOfOrderness()).duration(),
        new OptionText("idleTimeout", options.getIdleTimeout()).durationAboveZeroOr("never"),
        new OptionText("maxFutureSkew", options.getMaxFutureSkew()).duration());
  }

  private static SurgeSettings surge(SurgeOptions options) {
    return new SurgeSettings(
        new OptionText("zoneGrid", options.getZoneGrid()).as(ZoneGrid::named),
        windows(options),
        joda(new OptionText("allowedLateness", options.getAllowedLateness()).duration()),
        policy(options),
        new OptionText("supply", options.getSupply()).constant(Supply.class),
        new OptionText("windowing", options.getWindowing()).constant(Windowing.class),
        joda(new OptionText("liveInterval", options.getLiveInterval()).duration()));
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
