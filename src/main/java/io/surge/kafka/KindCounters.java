package io.surge.kafka;

import java.io.Serializable;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;

/**
 * Counts things of a few kinds for a step, and tells Beam's metrics once a bundle: a counter of
 * Beam's looks for its place each time. With the runner's metrics they are Flink's, as {@code
 * surge_<name>} for all and {@code surge_<name>_<kind>}.
 */
final class KindCounters<K extends Enum<K>> implements Serializable {
  private static final long serialVersionUID = 1;

  private final Counter all;
  private final Map<K, Tally> kinds;

  KindCounters(String name, Class<K> kinds) {
    this.all = Metrics.counter(SurgeMetrics.NAMESPACE, name);
    this.kinds = new EnumMap<>(kinds);
    for (K kind : kinds.getEnumConstants()) {
      String named = name + "_" + kind.name().toLowerCase(Locale.ROOT);
      this.kinds.put(kind, new Tally(Metrics.counter(SurgeMetrics.NAMESPACE, named)));
    }
  }

  void count(K kind) {
    kinds.get(kind).untold++;
  }

  /** To be called at the end of each bundle. */
  void tell() {
    kinds.values().forEach(this::tell);
  }

  private void tell(Tally tally) {
    if (tally.untold > 0) {
      all.inc(tally.untold);
      tally.counter.inc(tally.untold);
      tally.untold = 0;
    }
  }

  private static final class Tally implements Serializable {
    private static final long serialVersionUID = 1;
    private final Counter counter;
    private long untold;

    Tally(Counter counter) {
      this.counter = counter;
    }
  }
}
