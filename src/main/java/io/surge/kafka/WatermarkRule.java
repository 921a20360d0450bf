package io.surge.kafka;

import java.io.Serializable;
import java.time.Duration;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * How far the watermark of a partition follows its records and the clock.
 *
 * @param maxOutOfOrderness how far an event may lie behind the newest of its partition without
 *     being late
 * @param idleTimeout how long a partition must be seen to have nothing left to read until it no
 *     longer holds the others back; null for never, as in replays of old data at their own times
 */
public record WatermarkRule(Duration maxOutOfOrderness, @Nullable Duration idleTimeout)
    implements Serializable {}
