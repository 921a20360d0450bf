package io.surge.sliding;

import org.apache.beam.sdk.transforms.windowing.IntervalWindow;
import org.apache.beam.sdk.transforms.windowing.PaneInfo;

/**
 * What a key's window says at one firing, as a value of its own, so that it can leave the global
 * window in which it was computed.
 *
 * @param pane Beam's account of the firing; its index counts all panes of the window, its
 *     non-speculative index the final ones
 * @param closing whether this says that nothing follows: the window is empty and the one before it
 *     is not
 */
public record SlidingPane<T>(IntervalWindow window, PaneInfo pane, boolean closing, T value) {}
