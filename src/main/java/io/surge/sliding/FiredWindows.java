package io.surge.sliding;

import java.util.Arrays;
import java.util.Objects;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * How many panes each window of a key has had, by ascending window; only windows that have fired
 * and may fire again. Immutable. All but the newest are one array of numbers, for the reason that
 * {@link Slices} has; the newest is apart from them, as early panes change nothing else.
 */
final class FiredWindows {
  private static final int WIDTH = 3;
  private static final long[] NO_NUMBERS = {};

  static final FiredWindows NONE = new FiredWindows(NO_NUMBERS, null);

  /** For each older window its number, its panes, and those of them that were not early. */
  private final long[] older;

  /** Null only if there is none at all. */
  private final @Nullable FiredWindow newest;

  private FiredWindows(long[] older, @Nullable FiredWindow newest) {
    this.older = older;
    this.newest = newest;
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
    long[] older = last == 0 ? NO_NUMBERS : new long[WIDTH * last];
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

  int count() {
    return older.length / WIDTH + (newest == null ? 0 : 1);
  }

  boolean isEmpty() {
    return newest == null;
  }

  FiredWindow at(int place) {
    int at = WIDTH * place;
    return at < older.length ? get(older, at) : newest();
  }

  /** The newest of them, of which there must be one. */
  FiredWindow newest() {
    return Objects.requireNonNull(newest);
  }

  /** What this window has had: nothing if it is not among them. */
  FiredWindow of(long window) {
    if (newest != null && newest.window() == window) {
      return newest;
    }
    int at = firstNotBefore(window);
    return isAt(at, window) ? get(older, at) : new FiredWindow(window, 0, 0);
  }

  /** These windows, one of them with these counts. */
  FiredWindows with(FiredWindow counts) {
    if (newest == null || newest.window() == counts.window()) {
      return new FiredWindows(older, counts);
    }
    return newest.window() < counts.window()
        ? new FiredWindows(olderWith(newest), counts)
        : new FiredWindows(olderWith(counts), newest);
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
    if (newest == null || newest.window() < first) {
      return NONE;
    }
    int from = 0;
    while (from < older.length && older[from] < first) {
      from += WIDTH;
    }
    return from == 0
        ? this
        : new FiredWindows(Arrays.copyOfRange(older, from, older.length), newest);
  }

  /**
   * Whether these windows and the former ones are known to be equal. Older numbers are not looked
   * at: if they have been put together anew it is false.
   */
  boolean areStill(FiredWindows former) {
    return older == former.older && Objects.equals(newest, former.newest);
  }

  /** Whether {@code former.with(newest())} is known to give these windows, in the same way. */
  boolean areStillButForNewest(FiredWindows former) {
    return newest != null
        && older == former.older
        && (former.newest == null || former.newest.window() == newest.window());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FiredWindows that
        && Arrays.equals(older, that.older)
        && Objects.equals(newest, that.newest);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(older) + Objects.hashCode(newest);
  }

  @Override
  public String toString() {
    return "FiredWindows" + Arrays.toString(older) + newest;
  }
}
