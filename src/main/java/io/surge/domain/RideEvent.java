package io.surge.domain;

import org.checkerframework.checker.nullness.qual.Nullable;

/** Something that happened in a zone and counts for its price. */
public sealed interface RideEvent permits RideRequest, DriverUpdate {

  Zone zone();

  /** Event time, in epoch milliseconds. */
  long timestamp();

  /**
   * The record that the event came in. Kept only where the event may prove too late for all its
   * windows and must then be handed back as it was; null for the many that cannot.
   */
  @Nullable InputRecord origin();
}
