package io.surge.sliding;

import java.util.List;
import java.util.function.Consumer;

/**
 * Works on things that lie anywhere in memory. The work on one is short, but waits for memory
 * several times, each time for what tells where to read on. A processor can wait for many things at
 * once, but does not see far enough to begin with the next thing by itself: so some are fetched,
 * and then worked on.
 */
final class FetchAhead {
  /** More than a processor waits for at once, and few enough that the first is still near then. */
  static final int AT_ONCE = 32;

  private FetchAhead() {}

  /**
   * Works on all, one by one in their order.
   *
   * @param fetch reads a number of each object that the work on some of them needs
   */
  static <T> void forEach(List<T> all, Consumer<List<T>> fetch, Consumer<T> work) {
    for (int from = 0; from < all.size(); from += AT_ONCE) {
      List<T> some = all.subList(from, Math.min(from + AT_ONCE, all.size()));
      fetch.accept(some);
      some.forEach(work);
    }
  }
}
