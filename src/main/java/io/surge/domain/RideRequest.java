package io.surge.domain;

import org.checkerframework.checker.nullness.qual.Nullable;

/** A rider asked for a ride: demand of one. */
public record RideRequest(Zone zone, long timestamp, @Nullable InputRecord origin)
    implements RideEvent {}
