package io.surge;

import io.surge.domain.QuoteTiming;
import io.surge.domain.RideEvent;
import io.surge.domain.SurgeQuote;
import io.surge.domain.Zone;
import io.surge.domain.ZoneLoad;
import io.surge.transforms.SurgeSettings;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * What live quotes must be, worked out from the definitions alone: after every step it counts every
 * window again, and looks at what was said at that moment.
 *
 * <ul>
 *   <li>An early quote is that of its zone's newest open window, as it was at that moment.
 *   <li>It has another multiplier than the one before, unless the zone was silent in between, and
 *       comes no sooner behind it than the live interval.
 *   <li>It is there as soon as there is reason for one: a zone's first event after silence, another
 *       multiplier. Only the live interval may hold it back, until the next tick behind it; there
 *       are five an interval.
 *   <li>Revisions count up within zone and window.
 * </ul>
 *
 * <p>The definition leaves open which window is the newest while the wall clock passes events that
 * were ahead of it, and whether an event that changes nothing counts; then any of the windows will
 * do. A late event causes no quote, so what it changes may be said or not.
 */
final class LiveOracle {
  private static final String EARLY = "early quotes";
  private static final String CERTAIN = "of the only window that could be";
  private static final String UNCERTAIN = "of one of several windows";
  private static final String FIRST = "first after silence";
  private static final String DELAYED = "said after a wait";
  private static final String CLOSING = "closing quotes";
  private static final String WAITING = "moments of waiting";
  private static final String UP_TO_DATE = "moments up to date";
  private static final String STREAMS = "streams";

  /** The keys of {@link Verdict#counts} where there is some of everything. */
  static final Set<String> ALL_THAT_IS_COUNTED =
      Set.of(EARLY, CERTAIN, UNCERTAIN, FIRST, DELAYED, CLOSING, WAITING, UP_TO_DATE, STREAMS);

  private final SurgeSettings settings;
  private final long interval;
  private final SurgeOracle oracle;
  private final List<SurgeQuote> spoken;
  private final Map<String, LiveZone> zones = new TreeMap<>();
  private final Map<String, Long> revisions = new TreeMap<>();
  private final Map<String, Long> counts = new TreeMap<>();
  private final List<String> violations = new ArrayList<>();
  private long clock = Long.MIN_VALUE;

  private LiveOracle(SurgeSettings settings, List<SurgeQuote> spoken) {
    this.settings = settings;
    this.interval = Objects.requireNonNull(settings.liveInterval()).getMillis();
    this.oracle = new SurgeOracle(settings);
    this.spoken = spoken;
  }

  /**
   * @param violations what is wrong, each with the moment
   * @param counts how many there were of each kind of thing that was looked at
   */
  record Verdict(List<String> violations, Map<String, Long> counts) {}

  /**
   * Looks at all live quotes.
   *
   * @param steps each at a time of its own, as {@link Moments#apart} makes them
   * @param spoken what came of them, in order, with the wall clock's times
   */
  static Verdict judge(SurgeSettings settings, List<Step> steps, List<SurgeQuote> spoken) {
    LiveOracle oracle = new LiveOracle(settings, spoken);
    steps.forEach(oracle::take);
    oracle.endMoment();
    oracle.endStream();
    return new Verdict(oracle.violations, oracle.counts);
  }

  private long nextTick(long time) {
    long tick = interval / 5;
    return Math.floorDiv(time + tick - 1, tick) * tick;
  }

  private void take(Step step) {
    if (step instanceof Step.ClockReaches reaches) {
      endMoment();
      clock = reaches.time();
    } else if (step instanceof Step.EventArrives arrives) {
      arrives(arrives.event());
    } else {
      oracle.take(step);
    }
    zones.values().forEach(LiveZone::look);
  }

  private void arrives(RideEvent event) {
    Map<Long, Map<Zone, ZoneLoad>> before = oracle.loads();
    oracle.take(new Step.EventArrives(event));
    Map<Long, Map<Zone, ZoneLoad>> after = oracle.loads();
    Set<Zone> changed = new HashSet<>();
    after.forEach(
        (end, loads) -> changed.addAll(difference(loads, before.getOrDefault(end, Map.of()))));
    Set<Zone> concerned = new HashSet<>(changed);
    concerned.add(event.zone());
    for (Zone zone : concerned) {
      zones
          .computeIfAbsent(settings.grid().idOf(zone), id -> new LiveZone(zone))
          .hear(event.timestamp(), changed.contains(zone));
    }
  }

  /** The zones whose loads differ. */
  private static Set<Zone> difference(Map<Zone, ZoneLoad> one, Map<Zone, ZoneLoad> other) {
    Set<Zone> zones = new HashSet<>(one.keySet());
    zones.addAll(other.keySet());
    zones.removeIf(zone -> Objects.equals(one.get(zone), other.get(zone)));
    return zones;
  }

  private void endMoment() {
    for (SurgeQuote quote : spoken) {
      if (quote.computedAt() == clock) {
        LiveZone zone = zones.get(quote.zoneId());
        require(zone != null, "a zone that was heard of", quote);
        require(quote.revision() > former(quote), "revisions count up", quote);
        if (zone != null) {
          zone.said(quote);
        }
      }
    }
    zones.values().forEach(LiveZone::endMoment);
  }

  /** The revision of the window's live quote before this one. Final quotes in between count too. */
  private long former(SurgeQuote quote) {
    Long former = revisions.put(quote.zoneId() + quote.windowEnd(), quote.revision());
    return former == null ? -1 : former;
  }

  /** Behind the last step all windows close. */
  private void endStream() {
    for (SurgeQuote quote : spoken) {
      if (quote.timing() == QuoteTiming.EARLY) {
        require(quote.computedAt() <= clock, "no early quote when all is over", quote);
      }
    }
    count(STREAMS);
  }

  private void require(boolean kept, String rule, Object broken) {
    if (!kept) {
      violations.add("%s: %s: %s".formatted(Story.time(clock), rule, broken));
    }
  }

  private void count(String what) {
    counts.merge(what, 1L, Long::sum);
  }

  private long firstEnd(long timestamp) {
    long slide = settings.windows().slide();
    return timestamp - Math.floorMod(timestamp, slide) + slide;
  }

  /**
   * An event's time.
   *
   * @param arrival what the clock showed when the event came
   * @param change whether it changed the zone's load in any window
   */
  private record Heard(long timestamp, long arrival, boolean change) {}

  private record Sight(long end, ZoneLoad load) {}

  /** One zone as it was heard of, and what was said of it. */
  private final class LiveZone {
    private final Zone zone;
    private final List<Heard> heard = new ArrayList<>();

    /** What could be seen at this moment. */
    private final Set<Sight> sights = new HashSet<>();

    /** The multipliers that could be seen since the last event that was not late. */
    private final Set<Double> news = new HashSet<>();

    private boolean asked;
    private boolean told;
    private boolean heardNow;
    private @Nullable SurgeQuote last;

    LiveZone(Zone zone) {
      this.zone = zone;
    }

    void hear(long timestamp, boolean change) {
      heard.add(new Heard(timestamp, clock, change));
      if (change && firstEnd(timestamp) > oracle.watermark()) {
        asked = true;
        news.clear();
      }
      heardNow = true;
    }

    void look() {
      for (long end : newestEnds()) {
        if (end > oracle.watermark()) {
          ZoneLoad load = load(end);
          sights.add(new Sight(end, load));
          news.add(oracle.multiplier(load));
        }
      }
    }

    private ZoneLoad load(long end) {
      return oracle.loads().getOrDefault(end, Map.of()).getOrDefault(zone, ZoneLoad.NONE);
    }

    /** The end of the newest window; several where it is not certain which that is. */
    private Set<Long> newestEnds() {
      long certain = certainlyNewest();
      Set<Long> ends = new HashSet<>();
      for (Heard event : heard) {
        if (event.timestamp <= clock && event.timestamp >= certain) {
          ends.add(firstEnd(event.timestamp));
        }
      }
      return ends;
    }

    private long certainlyNewest() {
      return heard.stream()
          .filter(event -> event.change && event.timestamp <= event.arrival)
          .mapToLong(Heard::timestamp)
          .max()
          .orElse(Long.MIN_VALUE);
    }

    void said(SurgeQuote quote) {
      if (quote.timing() == QuoteTiming.EARLY) {
        saidEarly(quote);
      } else if (quote.timing() == QuoteTiming.ON_TIME) {
        count(CLOSING);
        asked = false;
        told = false;
      }
    }

    private void saidEarly(SurgeQuote quote) {
      ZoneLoad load = new ZoneLoad(quote.demand(), quote.supply());
      require(
          sights.contains(new Sight(quote.windowEnd(), load))
              && quote.windowStart() == quote.windowEnd() - settings.windows().size()
              && quote.multiplier() == oracle.multiplier(load),
          "the newest open window's quote, of " + sights,
          quote);
      if (last != null) {
        require(
            quote.computedAt() >= last.computedAt() + interval || isExpired(last),
            "not so soon",
            quote);
        require(
            !told || quote.multiplier() != last.multiplier() || isForgotten(last),
            "another multiplier than in " + last,
            quote);
      }
      count(EARLY);
      count(sights.stream().map(Sight::end).distinct().count() == 1 ? CERTAIN : UNCERTAIN);
      if (!told) {
        count(FIRST);
      }
      if (!heardNow) {
        count(DELAYED);
      }
      last = quote;
      told = true;
    }

    /** A window without load that has closed leaves nothing behind, not even a closing quote. */
    private boolean isForgotten(SurgeQuote quote) {
      return quote.windowEnd() <= oracle.watermark()
          && load(quote.windowEnd()).equals(ZoneLoad.NONE);
    }

    /** With its state a zone forgets when it spoke, be it a moment ago: its windows were old. */
    private boolean isExpired(SurgeQuote quote) {
      return quote.windowEnd() + settings.allowedLateness().getMillis() <= oracle.watermark();
    }

    void endMoment() {
      boolean open =
          certainlyNewest() > Long.MIN_VALUE
              && newestEnds().stream().allMatch(end -> end > oracle.watermark());
      if (asked && open) {
        // The reference runner fires a timer when its time has passed, not when it has come.
        boolean mayWait = last != null && clock <= nextTick(last.computedAt() + interval);
        boolean owed = !told || !news.contains(last.multiplier());
        require(!owed || mayWait, "nothing is withheld", "one of " + news + " after " + last);
        if (owed) {
          count(WAITING);
        } else {
          count(UP_TO_DATE);
        }
      }
      sights.clear();
      heardNow = false;
    }
  }
}
