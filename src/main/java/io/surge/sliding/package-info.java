/**
 * Sliding windows by slices: what {@code Window.into(SlidingWindows)} and {@code Combine.perKey}
 * compute, from one state cell a key. Knows Beam and nothing else.
 */
package io.surge.sliding;
