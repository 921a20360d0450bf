package io.surge;

import java.time.Duration;
import java.util.Optional;

/**
 * How the topics are read and their watermark is made.
 *
 * @param maxOutOfOrderness how far behind its partition's newest event the watermark stands
 * @param idleTimeout how long a partition has nothing left to read before it no longer holds the
 *     watermark; without one it always does
 * @param maxFutureSkew how far an event may be ahead of its record and of the clock
 */
public record SourceSettings(
    StartFrom startFrom,
    Duration maxOutOfOrderness,
    Optional<Duration> idleTimeout,
    Duration maxFutureSkew) {}
