package io.surge;

import io.surge.domain.DriverUpdate;
import io.surge.domain.InputRecord;
import io.surge.domain.QuoteTiming;
import io.surge.domain.RideRequest;
import io.surge.domain.SurgePolicy;
import io.surge.domain.SurgeQuote;
import io.surge.domain.WindowSchedule;
import io.surge.transforms.SurgeSettings;
import io.surge.transforms.SurgeSettings.Supply;
import io.surge.transforms.SurgeSettings.Windowing;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.joda.time.Duration;

/**
 * What happened in the city one day, told in the order in which the pipeline hears of it. Times are
 * those of the day, {@code "12:00:03"} or {@code "12:00:03.250"}. Unless a story says otherwise
 * windows are ten seconds long and close every five, a driver's word holds for ten seconds, and a
 * window takes corrections for twenty.
 */
final class Story {
  private static final LocalDate DAY = LocalDate.of(2026, 5, 1);
  private static final DateTimeFormatter TIME_OF_DAY = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");
  private static final byte[] VALUE = "{}".getBytes(StandardCharsets.UTF_8);

  private final List<Step> steps = new ArrayList<>();
  private WindowSchedule windows = new WindowSchedule(10_000, 5_000, 10_000);
  private Duration allowedLateness = Duration.standardSeconds(20);
  private SurgePolicy policy = new SurgePolicy(1, 5);
  private Supply supply = Supply.DRIVERS;

  private Story() {}

  static Story story() {
    return new Story();
  }

  Story windows(WindowSchedule schedule) {
    windows = schedule;
    return this;
  }

  Story allowedLateness(Duration lateness) {
    allowedLateness = lateness;
    return this;
  }

  Story policy(SurgePolicy surgePolicy) {
    policy = surgePolicy;
    return this;
  }

  Story supply(Supply counted) {
    supply = counted;
    return this;
  }

  /** The event time of what is said next. */
  Moment at(String time) {
    return at(time(time));
  }

  Moment at(long time) {
    return new Moment(time);
  }

  void watermarkReaches(String time) {
    watermarkReaches(time(time));
  }

  void watermarkReaches(long time) {
    steps.add(new Step.WatermarkReaches(time));
  }

  void clockReaches(String time) {
    clockReaches(time(time));
  }

  void clockReaches(long time) {
    steps.add(new Step.ClockReaches(time));
  }

  List<Step> steps() {
    return List.copyOf(steps);
  }

  SurgeSettings settings(Windowing windowing) {
    return new SurgeSettings(
        City.GRID, windows, allowedLateness, policy, supply, windowing, Duration.millis(50));
  }

  /** A window of this story, to say what is expected of it. */
  Expected window(City place, String end) {
    return window(place, time(end));
  }

  Expected window(City place, long end) {
    return new Expected(place, end);
  }

  /** The record that came in with a step. */
  InputRecord origin(int step) {
    return Objects.requireNonNull(((Step.EventArrives) steps.get(step)).event().origin());
  }

  static long time(String time) {
    return LocalDateTime.of(DAY, LocalTime.parse(time)).toInstant(ZoneOffset.UTC).toEpochMilli();
  }

  /** The inverse of {@link #time(String)}. */
  static String time(long time) {
    return TIME_OF_DAY.format(Instant.ofEpochMilli(time).atOffset(ZoneOffset.UTC));
  }

  /** The record of a person's next step: its offset is the step's number, its key the name. */
  private InputRecord nextOrigin(String topic, String person) {
    return new InputRecord(topic, 0, steps.size(), person.getBytes(StandardCharsets.UTF_8), VALUE);
  }

  final class Moment {
    private final long time;

    private Moment(long time) {
      this.time = time;
    }

    Rider rider(String name) {
      return new Rider(name, time);
    }

    Driver driver(String name) {
      return new Driver(name, time);
    }
  }

  final class Rider {
    private final String name;
    private final long time;

    private Rider(String name, long time) {
      this.name = name;
      this.time = time;
    }

    void requests(City place) {
      InputRecord origin = nextOrigin("ride-requests", name);
      steps.add(new Step.EventArrives(new RideRequest(place.zone(), time, origin)));
    }
  }

  final class Driver {
    private final String name;
    private final long time;

    private Driver(String name, long time) {
      this.name = name;
      this.time = time;
    }

    void isFreeAt(City place) {
      update(place, true);
    }

    void isBusyAt(City place) {
      update(place, false);
    }

    private void update(City place, boolean available) {
      InputRecord origin = nextOrigin("driver-updates", name);
      steps.add(
          new Step.EventArrives(new DriverUpdate(name, place.zone(), available, time, origin)));
    }
  }

  final class Expected {
    private final City place;
    private final long end;

    private Expected(City place, long end) {
      this.place = place;
      this.end = end;
    }

    SurgeQuote early(long revision, long demand, long supplyCount, double multiplier) {
      return quote(QuoteTiming.EARLY, revision, demand, supplyCount, multiplier);
    }

    SurgeQuote onTime(long demand, long supplyCount, double multiplier) {
      return quote(QuoteTiming.ON_TIME, 0, demand, supplyCount, multiplier);
    }

    SurgeQuote late(long revision, long demand, long supplyCount, double multiplier) {
      return quote(QuoteTiming.LATE, revision, demand, supplyCount, multiplier);
    }

    private SurgeQuote quote(
        QuoteTiming timing, long revision, long demand, long supplyCount, double multiplier) {
      return new SurgeQuote(
          place.id(),
          multiplier,
          demand,
          supplyCount,
          end - windows.size(),
          end,
          timing,
          revision,
          0);
    }
  }
}
