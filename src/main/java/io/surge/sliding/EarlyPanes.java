package io.surge.sliding;

import java.io.Serializable;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.joda.time.Duration;

/**
 * Early panes of a key's newest open window: the first to close that holds the key's latest element
 * not ahead of the clock.
 *
 * @param interval the shortest processing time between two early panes of a key; the last change is
 *     never withheld, only delayed, by the interval and a fifth of it at the most
 * @param signal the part of a result whose change is worth a pane
 */
public record EarlyPanes<ResultT>(Duration interval, SerializableFunction<ResultT, Long> signal)
    implements Serializable {}
