package io.surge.kafka;

/** Under which name the pipeline's own counters are found. */
final class SurgeMetrics {
  static final String NAMESPACE = "surge";

  private SurgeMetrics() {}
}
