package io.surge;

import io.surge.domain.QuoteTiming;
import io.surge.domain.SurgePolicy;
import io.surge.domain.SurgeQuote;
import io.surge.domain.WindowSchedule;
import io.surge.domain.ZoneGrid;
import io.surge.transforms.SurgeSettings;
import io.surge.transforms.SurgeSettings.Supply;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * {@link SurgeOracle}'s answer to streams of which nothing is late, for streams too long for that
 * one: it sees all events at once, and counts each where it belongs.
 */
final class PunctualOracle {
  private final ZoneGrid grid;
  private final WindowSchedule windows;
  private final SurgePolicy policy;
  private final Map<String, NavigableMap<Long, Load>> zones = new TreeMap<>();

  private PunctualOracle(SurgeSettings settings) {
    grid = settings.grid();
    windows = settings.windows();
    policy = settings.policy();
  }

  private static final class Load {
    int demand;
    int supply;
  }

  /** The answer to these events, in any order. */
  static PunctualOracle answer(SurgeSettings settings, List<SentEvent> events) {
    PunctualOracle oracle = new PunctualOracle(settings);
    events.stream().filter(event -> event.available() == null).forEach(oracle::countRequest);
    if (settings.supply() == Supply.UPDATES) {
      events.stream()
          .filter(event -> Boolean.TRUE.equals(event.available()))
          .forEach(oracle::countUpdate);
    } else {
      oracle.countDrivers(events);
    }
    return oracle;
  }

  /** All zones that have a price at some time. */
  Set<String> zones() {
    return zones.keySet();
  }

  /**
   * The final quotes of a zone in the order of their windows, made as they are asked for.
   *
   * @param watermark windows that end later are still open
   */
  Stream<SurgeQuote> quotes(String zone, long watermark) {
    NavigableMap<Long, Load> loads = zones.get(zone);
    return loads.entrySet().stream()
        .flatMap(
            window -> {
              long next = window.getKey() + windows.slide();
              SurgeQuote quote = quote(zone, window.getKey(), window.getValue());
              return loads.containsKey(next)
                  ? Stream.of(quote)
                  : Stream.of(quote, quote(zone, next, new Load()));
            })
        .takeWhile(quote -> quote.windowEnd() <= watermark);
  }

  private void countRequest(SentEvent request) {
    long time = request.timestamp();
    forEachEnd(time, time + windows.size(), request, load -> load.demand++);
  }

  private void countUpdate(SentEvent update) {
    long time = update.timestamp();
    forEachEnd(time, time + windows.size(), update, load -> load.supply++);
  }

  /** An update is its driver's latest at the window ends after it, up to the time of the next. */
  private void countDrivers(List<SentEvent> events) {
    Map<String, List<SentEvent>> drivers = new HashMap<>();
    for (SentEvent event : events) {
      if (event.available() != null) {
        drivers.computeIfAbsent(event.id(), id -> new ArrayList<>()).add(event);
      }
    }
    for (List<SentEvent> updates : drivers.values()) {
      updates.sort(
          Comparator.comparingLong(SentEvent::timestamp)
              .thenComparing(update -> Boolean.FALSE.equals(update.available()))
              .thenComparing(this::zoneOf));
      for (int i = 0; i < updates.size(); i++) {
        SentEvent update = updates.get(i);
        long last = update.timestamp() + windows.driverTtl();
        if (i + 1 < updates.size()) {
          last = Math.min(last, updates.get(i + 1).timestamp());
        }
        if (Boolean.TRUE.equals(update.available())) {
          forEachEnd(update.timestamp(), last, update, load -> load.supply++);
        }
      }
    }
  }

  /** The window ends after one time and up to another. */
  private void forEachEnd(long after, long last, SentEvent event, Consumer<Load> change) {
    NavigableMap<Long, Load> loads = zones.computeIfAbsent(zoneOf(event), zone -> new TreeMap<>());
    long slide = windows.slide();
    for (long end = Math.floorDiv(after, slide) * slide + slide; end <= last; end += slide) {
      change.accept(loads.computeIfAbsent(end, key -> new Load()));
    }
  }

  private String zoneOf(SentEvent event) {
    return grid.idOf(grid.zoneAt(event.place().latitude(), event.place().longitude()));
  }

  private SurgeQuote quote(String zone, long end, Load load) {
    return new SurgeQuote(
        zone,
        multiplier(load),
        load.demand,
        load.supply,
        end - windows.size(),
        end,
        QuoteTiming.ON_TIME,
        0,
        0);
  }

  private double multiplier(Load load) {
    if (load.supply == 0) {
      return load.demand == 0 ? policy.minimum() : policy.maximum();
    }
    double ratio = (double) load.demand / load.supply;
    return Math.max(policy.minimum(), Math.min(policy.maximum(), ratio));
  }
}
