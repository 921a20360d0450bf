package io.surge.domain;

import org.checkerframework.checker.nullness.qual.Nullable;

/** A driver told where it is and whether it is free. */
public record DriverUpdate(
    String driverId, Zone zone, boolean available, long timestamp, @Nullable InputRecord origin)
    implements RideEvent {}
