package io.surge.tools.load;

/**
 * When to send what: a time line laid over the wall clock. Times in epoch milliseconds.
 *
 * @param from the moment on the time line
 * @param begun when it is played
 * @param speed how many times faster than it happened; infinite for as fast as possible
 */
public record Pace(long from, long begun, double speed) {

  /** The wall clock's time at which a moment of the time line is played. */
  public long due(long at) {
    return begun + (long) ((at - from) / speed);
  }
}
