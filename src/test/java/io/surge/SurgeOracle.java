package io.surge;

import io.surge.domain.DriverUpdate;
import io.surge.domain.InputRecord;
import io.surge.domain.QuoteTiming;
import io.surge.domain.RideEvent;
import io.surge.domain.RideRequest;
import io.surge.domain.SurgeQuote;
import io.surge.domain.Zone;
import io.surge.domain.ZoneLoad;
import io.surge.transforms.SurgeSettings;
import io.surge.transforms.SurgeSettings.Supply;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the pipeline must answer, worked out from the definitions alone: it remembers every event,
 * and after every step counts every window again from the beginning. It shares nothing with the
 * pipeline but the values that both speak of.
 *
 * <p>A window is named by its end. A request or, under {@code updates}, an update of time t belongs
 * to the windows that contain t, whose ends are in (t, t + size]; under {@code drivers} an update
 * belongs to those whose ends are in (t, t + max(size, TTL)]. A window takes an event that belongs
 * to it if the watermark at the event's arrival had not reached the window's end plus the allowed
 * lateness.
 *
 * <p>All quotes are in the order of a runner that handles one step completely before the next.
 * {@code computedAt} is 0.
 */
final class SurgeOracle {
  private static final long END_OF_TIME = Long.MAX_VALUE;

  private final SurgeSettings settings;
  private final long lateness;
  private final List<Arrival> arrivals = new ArrayList<>();
  private final Map<ZoneWindow, SurgeQuote> newest = new HashMap<>();
  private final List<SurgeQuote> finals = new ArrayList<>();
  private final List<SurgeQuote> closing = new ArrayList<>();
  private long watermark = Long.MIN_VALUE;

  /** Before the first step. */
  SurgeOracle(SurgeSettings settings) {
    this.settings = settings;
    this.lateness = settings.allowedLateness().getMillis();
  }

  /**
   * @param finals every final quote
   * @param closing those of them that were closing quotes when they were published
   * @param arrivals every event and how punctual it was, in the order of arrival
   */
  record Answer(List<SurgeQuote> finals, List<SurgeQuote> closing, List<Arrival> arrivals) {
    List<InputRecord> tooLate() {
      return arrivals.stream()
          .filter(arrival -> arrival.punctuality == Punctuality.TOO_LATE)
          .map(arrival -> arrival.event.origin())
          .toList();
    }
  }

  record Arrival(RideEvent event, long watermark, Punctuality punctuality) {}

  private record ZoneWindow(Zone zone, long end) {}

  /** The answer to a stream that ends after these steps, when all windows close. */
  static Answer answer(SurgeSettings settings, List<Step> steps) {
    SurgeOracle oracle = new SurgeOracle(settings);
    steps.forEach(oracle::take);
    oracle.watermarkReaches(END_OF_TIME);
    return new Answer(oracle.finals, oracle.closing, oracle.arrivals);
  }

  /** Lets a step happen. */
  void take(Step step) {
    if (step instanceof Step.EventArrives arrives) {
      arrives(arrives.event());
    } else if (step instanceof Step.WatermarkReaches reaches) {
      watermarkReaches(reaches.time());
    }
  }

  long watermark() {
    return watermark;
  }

  /** What each window with load, named by its end, holds now, by zone. */
  Map<Long, Map<Zone, ZoneLoad>> loads() {
    Map<Long, Map<Zone, ZoneLoad>> loads = new TreeMap<>();
    ends().forEach(end -> loads.put(end, loads(end)));
    return loads;
  }

  private void arrives(RideEvent event) {
    arrivals.add(new Arrival(event, watermark, punctuality(event)));
    publish(end -> end <= watermark, QuoteTiming.LATE);
  }

  private void watermarkReaches(long time) {
    long before = watermark;
    watermark = time;
    publish(end -> before < end && end <= time, QuoteTiming.ON_TIME);
  }

  /** Publishes what is new or has changed in the windows with these ends. */
  private void publish(Predicate<Long> which, QuoteTiming timing) {
    for (long end : ends().stream().filter(which).toList()) {
      Map<Zone, ZoneLoad> loads = loads(end);
      Set<Zone> loadedBefore = loads(end - settings.windows().slide()).keySet();
      for (Zone zone : zones()) {
        ZoneWindow window = new ZoneWindow(zone, end);
        SurgeQuote last = newest.get(window);
        if (!loads.containsKey(zone) && !loadedBefore.contains(zone) && last == null) {
          continue;
        }
        ZoneLoad load = loads.getOrDefault(zone, ZoneLoad.NONE);
        if (last != null && last.demand() == load.demand() && last.supply() == load.supply()) {
          continue;
        }
        SurgeQuote quote = quote(window, load, timing, last == null ? 0 : last.revision() + 1);
        newest.put(window, quote);
        finals.add(quote);
        if (!loads.containsKey(zone) && loadedBefore.contains(zone)) {
          closing.add(quote);
        }
      }
    }
  }

  /** The loads of the zones that have any in the window with this end. */
  private Map<Zone, ZoneLoad> loads(long end) {
    List<RideEvent> taken =
        arrivals.stream()
            .filter(arrival -> isTaken(end, arrival.watermark))
            .map(Arrival::event)
            .filter(event -> event.timestamp() < end)
            .toList();
    Map<Zone, Long> demand =
        taken.stream()
            .filter(event -> event instanceof RideRequest)
            .filter(event -> event.timestamp() >= end - settings.windows().size())
            .collect(Collectors.groupingBy(RideEvent::zone, Collectors.counting()));
    Map<Zone, Long> supply =
        supplying(taken, end)
            .collect(Collectors.groupingBy(RideEvent::zone, Collectors.counting()));
    Map<Zone, ZoneLoad> loads = new HashMap<>();
    Stream.concat(demand.keySet().stream(), supply.keySet().stream())
        .forEach(
            zone ->
                loads.put(
                    zone,
                    new ZoneLoad(demand.getOrDefault(zone, 0L), supply.getOrDefault(zone, 0L))));
    return loads;
  }

  /** The updates that count one each at a window's end. */
  private Stream<DriverUpdate> supplying(List<RideEvent> taken, long end) {
    List<DriverUpdate> updates =
        taken.stream()
            .filter(event -> event instanceof DriverUpdate)
            .map(event -> (DriverUpdate) event)
            .toList();
    if (settings.supply() == Supply.UPDATES) {
      return updates.stream()
          .filter(DriverUpdate::available)
          .filter(update -> update.timestamp() >= end - settings.windows().size());
    }
    Comparator<DriverUpdate> byTimeThenTies =
        Comparator.comparingLong(DriverUpdate::timestamp)
            .thenComparing(update -> !update.available())
            .thenComparing(update -> settings.grid().idOf(update.zone()));
    Map<String, DriverUpdate> latest = new HashMap<>();
    for (DriverUpdate update : updates) {
      latest.merge(
          update.driverId(),
          update,
          (one, other) -> byTimeThenTies.compare(one, other) >= 0 ? one : other);
    }
    return latest.values().stream()
        .filter(DriverUpdate::available)
        .filter(update -> update.timestamp() >= end - settings.windows().driverTtl());
  }

  private SurgeQuote quote(ZoneWindow window, ZoneLoad load, QuoteTiming timing, long revision) {
    return new SurgeQuote(
        settings.grid().idOf(window.zone),
        multiplier(load),
        load.demand(),
        load.supply(),
        window.end - settings.windows().size(),
        window.end,
        timing,
        revision,
        0);
  }

  double multiplier(ZoneLoad load) {
    double minimum = settings.policy().minimum();
    double maximum = settings.policy().maximum();
    if (load.supply() == 0) {
      return load.demand() == 0 ? minimum : maximum;
    }
    double ratio = (double) load.demand() / load.supply();
    return ratio < minimum ? minimum : ratio > maximum ? maximum : ratio;
  }

  private Punctuality punctuality(RideEvent event) {
    List<Long> belongs = endsOf(event);
    long taken = belongs.stream().filter(end -> isTaken(end, watermark)).count();
    if (taken == 0) {
      return Punctuality.TOO_LATE;
    }
    if (taken < belongs.size()) {
      return Punctuality.PARTLY_LATE;
    }
    return belongs.stream().anyMatch(end -> end <= watermark)
        ? Punctuality.LATE
        : Punctuality.ON_TIME;
  }

  /** Whether a window takes an event that arrives at this watermark. */
  private boolean isTaken(long end, long watermarkAtArrival) {
    return watermarkAtArrival < end + lateness;
  }

  /** The ends of the windows that an event belongs to. */
  private List<Long> endsOf(RideEvent event) {
    long reach = settings.windows().size();
    if (event instanceof DriverUpdate && settings.supply() == Supply.DRIVERS) {
      reach = Math.max(reach, settings.windows().driverTtl());
    }
    long slide = settings.windows().slide();
    long multipleAtOrBefore = event.timestamp() - Math.floorMod(event.timestamp(), slide);
    List<Long> ends = new ArrayList<>();
    for (long end = multipleAtOrBefore + slide; end <= event.timestamp() + reach; end += slide) {
      ends.add(end);
    }
    return ends;
  }

  /** The ends of all windows that any event belongs to, and of those directly after. */
  private Set<Long> ends() {
    Set<Long> ends = new TreeSet<>();
    for (Arrival arrival : arrivals) {
      for (long end : endsOf(arrival.event)) {
        ends.add(end);
        ends.add(end + settings.windows().slide());
      }
    }
    return ends;
  }

  /** All zones that were ever heard of, in the order of their ids. */
  private List<Zone> zones() {
    return arrivals.stream()
        .map(arrival -> arrival.event.zone())
        .distinct()
        .sorted(Comparator.comparing(settings.grid()::idOf))
        .toList();
  }
}
