package io.surge.sliding;

import java.util.Arrays;

/**
 * How many panes each window of a key has had, by ascending window; only windows that have fired
 * and may fire again. Immutable. The newest is apart from the others, as early panes change nothing
 * else, and what is asked for most is in this object itself: an array is one fetch from memory
 * more.
 */
final class FiredWindows {
  private static final int WIDTH = 3;

  /** The number of no window. */
  private static final long NO_WINDOW = Long.MAX_VALUE;

  static final FiredWindows NONE = new FiredWindows(new long[0], NO_WINDOW, 0, 0);

  /** For each older window its number, its panes, and those of them that were not early. */
  private final long[] older;

  private final long oldest;
  private final long newest;
  private final long newestPanes;
  private final long newestFinals;

  private FiredWindows(long[] older, long newest, long newestPanes, long newestFinals) {
    this.older = older;
    this.oldest = older.length == 0 ? newest : older[0];
    this.newest = newest;
    this.newestPanes = newestPanes;
    this.newestFinals = newestFinals;
  }

  private FiredWindows(long[] older, FiredWindow newest) {
    this(older, newest.window(), newest.panes(), newest.finals());
  }

  /**
   * @param panes how many panes the window has had
   * @param finals how many of them were not early
   */
  record FiredWindow(long window, long panes, long finals) {}

  /** Puts windows together again, by ascending window. */
  static FiredWindows of(FiredWindow... windows) {
    if (windows.length == 0) {
      return NONE;
    }
    int last = windows.length - 1;
    long[] older = last == 0 ? NONE.older : new long[WIDTH * last];
    for (int i = 0; i < last; i++) {
      set(windows[i], older, WIDTH * i);
    }
    return new FiredWindows(older, windows[last]);
  }

  private static void set(FiredWindow counts, long[] numbers, int at) {
    numbers[at] = counts.window();
    numbers[at + 1] = counts.panes();
    numbers[at + 2] = counts.finals();
  }

  private static FiredWindow get(long[] numbers, int at) {
    return new FiredWindow(numbers[at], numbers[at + 1], numbers[at + 2]);
  }

  long newestPanes() {
    return newestPanes;
  }

  int count() {
    return older.length / WIDTH + (isEmpty() ? 0 : 1);
  }

  boolean isEmpty() {
    return newest == NO_WINDOW;
  }

  FiredWindow at(int place) {
    int at = WIDTH * place;
    return at < older.length ? get(older, at) : newest();
  }

  /** The newest of them, of which there must be one. */
  FiredWindow newest() {
    return new FiredWindow(newest, newestPanes, newestFinals);
  }

  /** What this window has had: nothing if it is not among them. */
  FiredWindow of(long window) {
    if (newest == window) {
      return newest();
    }
    int at = window < oldest ? older.length : firstNotBefore(window);
    return isAt(at, window) ? get(older, at) : new FiredWindow(window, 0, 0);
  }

  /** These windows, one of them with these counts. */
  FiredWindows with(FiredWindow counts) {
    if (isEmpty() || newest == counts.window()) {
      return new FiredWindows(older, counts);
    }
    return newest < counts.window()
        ? new FiredWindows(olderWith(newest()), counts)
        : new FiredWindows(olderWith(counts), newest());
  }

  private long[] olderWith(FiredWindow counts) {
    int at = firstNotBefore(counts.window());
    long[] changed;
    if (isAt(at, counts.window())) {
      changed = older.clone();
    } else {
      changed = Arrays.copyOf(older, older.length + WIDTH);
      System.arraycopy(older, at, changed, at + WIDTH, older.length - at);
    }
    set(counts, changed, at);
    return changed;
  }

  /** Where the first older window stands that is not before this one; looked for from the end. */
  private int firstNotBefore(long window) {
    int at = older.length;
    while (at > 0 && older[at - WIDTH] >= window) {
      at -= WIDTH;
    }
    return at;
  }

  private boolean isAt(int at, long window) {
    return at < older.length && older[at] == window;
  }

  /** The windows from this one on. */
  FiredWindows since(long first) {
    if (oldest >= first) {
      return this;
    }
    if (newest < first) {
      return NONE;
    }
    int from = 0;
    while (from < older.length && older[from] < first) {
      from += WIDTH;
    }
    return new FiredWindows(Arrays.copyOfRange(older, from, older.length), newest());
  }

  /**
   * Whether these windows and the former ones are known to be equal. Older numbers are not looked
   * at: if they have been put together anew it is false.
   */
  boolean areStill(FiredWindows former) {
    return older == former.older && isNewestAsIn(former);
  }

  /** Whether {@code former.with(newest())} is known to give these windows, in the same way. */
  boolean areStillButForNewest(FiredWindows former) {
    return !isEmpty() && older == former.older && (former.isEmpty() || former.newest == newest);
  }

  private boolean isNewestAsIn(FiredWindows that) {
    return newest == that.newest
        && newestPanes == that.newestPanes
        && newestFinals == that.newestFinals;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FiredWindows that
        && Arrays.equals(older, that.older)
        && isNewestAsIn(that);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(older) + newest().hashCode();
  }

  @Override
  public String toString() {
    return "FiredWindows" + Arrays.toString(older) + newest();
  }
}
