package io.surge.sliding;

import java.util.Arrays;

/**
 * How many panes each window of a key has had, by ascending window; only windows that have fired
 * and may fire again. Immutable, and one array of numbers, for the reason that {@link Slices} has.
 */
final class FiredWindows {
  static final FiredWindows NONE = new FiredWindows(new long[0]);

  private static final int WIDTH = 3;

  /** For each window its number, its panes, and those of them that were not early. */
  private final long[] numbers;

  private FiredWindows(long[] numbers) {
    this.numbers = numbers;
  }

  /**
   * @param panes how many panes the window has had
   * @param finals how many of them were not early
   */
  record FiredWindow(long window, long panes, long finals) {}

  /** Puts windows together again, by ascending window. */
  static FiredWindows of(FiredWindow... windows) {
    long[] numbers = new long[WIDTH * windows.length];
    for (int i = 0; i < windows.length; i++) {
      set(windows[i], numbers, WIDTH * i);
    }
    return new FiredWindows(numbers);
  }

  private static void set(FiredWindow counts, long[] numbers, int at) {
    numbers[at] = counts.window();
    numbers[at + 1] = counts.panes();
    numbers[at + 2] = counts.finals();
  }

  int count() {
    return numbers.length / WIDTH;
  }

  boolean isEmpty() {
    return numbers.length == 0;
  }

  FiredWindow at(int place) {
    int at = WIDTH * place;
    return new FiredWindow(numbers[at], numbers[at + 1], numbers[at + 2]);
  }

  /** The newest of them, of which there must be one. */
  long newest() {
    return numbers[numbers.length - WIDTH];
  }

  /** What this window has had: nothing if it is not among them. */
  FiredWindow of(long window) {
    int at = firstNotBefore(window);
    return isAt(at, window) ? at(at / WIDTH) : new FiredWindow(window, 0, 0);
  }

  /** These windows, one of them with these counts. */
  FiredWindows with(FiredWindow counts) {
    int at = firstNotBefore(counts.window());
    long[] changed;
    if (isAt(at, counts.window())) {
      changed = numbers.clone();
    } else {
      changed = Arrays.copyOf(numbers, numbers.length + WIDTH);
      System.arraycopy(numbers, at, changed, at + WIDTH, numbers.length - at);
    }
    set(counts, changed, at);
    return new FiredWindows(changed);
  }

  /** Where the first window stands that is not before this one; looked for from the newest on. */
  private int firstNotBefore(long window) {
    int at = numbers.length;
    while (at > 0 && numbers[at - WIDTH] >= window) {
      at -= WIDTH;
    }
    return at;
  }

  private boolean isAt(int at, long window) {
    return at < numbers.length && numbers[at] == window;
  }

  /** The windows from this one on. */
  FiredWindows since(long first) {
    int from = 0;
    while (from < numbers.length && numbers[from] < first) {
      from += WIDTH;
    }
    return from == 0 ? this : new FiredWindows(Arrays.copyOfRange(numbers, from, numbers.length));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FiredWindows that && Arrays.equals(numbers, that.numbers);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(numbers);
  }

  @Override
  public String toString() {
    return "FiredWindows" + Arrays.toString(numbers);
  }
}
