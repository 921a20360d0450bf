package io.surge.kafka;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Locale;
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
  private final Counter[] ofKinds;
  private final long[] counts;

  KindCounters(String name, Class<K> kinds) {
    all = Metrics.counter(SurgeMetrics.NAMESPACE, name);
    ofKinds =
        Arrays.stream(kinds.getEnumConstants())
            .map(kind -> name + "_" + kind.name().toLowerCase(Locale.ROOT))
            .map(named -> Metrics.counter(SurgeMetrics.NAMESPACE, named))
            .toArray(Counter[]::new);
    counts = new long[ofKinds.length];
  }

  void count(K kind) {
    counts[kind.ordinal()]++;
  }

  /** To be called at the end of each bundle. */
  void tell() {
    for (int kind = 0; kind < counts.length; kind++) {
      if (counts[kind] > 0) {
        all.inc(counts[kind]);
        ofKinds[kind].inc(counts[kind]);
        counts[kind] = 0;
      }
    }
  }
}
