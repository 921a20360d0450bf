package io.surge.sliding;

/**
 * All that is remembered of a key, written in one piece. Immutable, so that a state backend on the
 * heap may write it while the next element is processed.
 *
 * @param closedThrough the last window for which the end has been acted upon
 * @param wakeAt when in event time the key must act next: close a window, or be forgotten
 */
record KeyState<AccumT>(
    Slices<AccumT> slices, FiredWindows fired, long closedThrough, Live live, long wakeAt) {

  static final long NEVER = Long.MAX_VALUE;

  /**
   * The early panes of a key.
   *
   * @param newestSlice the slice of the latest element that was not ahead of the clock
   * @param spoken whether there was an early pane since the key was last silent
   * @param signal what the last one signalled
   * @param spokenAt processing time of the last one in epoch milliseconds, 0 for none
   * @param waiting whether there may be something to say once the interval is over
   */
  record Live(long newestSlice, boolean spoken, long signal, long spokenAt, boolean waiting) {
    static final Live SILENT = new Live(Long.MIN_VALUE, false, 0, 0, false);
  }

  KeyState<AccumT> withSlices(Slices<AccumT> others) {
    return new KeyState<>(others, fired, closedThrough, live, wakeAt);
  }

  /** The same state, nothing of it in bytes. */
  KeyState<AccumT> unpacked() {
    return slices.isPacked() ? withSlices(slices.unpacked()) : this;
  }

  /** Reads of all that an element needs, as {@link FetchAhead} has it: the sum means nothing. */
  long fetch() {
    return live.newestSlice() + fired.newestPanes() + slices.fetch();
  }

  static <AccumT> KeyState<AccumT> fresh(long closedThrough) {
    return new KeyState<>(Slices.none(), FiredWindows.NONE, closedThrough, Live.SILENT, NEVER);
  }
}
