package io.surge;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Finds the small reason in a large failure. */
final class Shrinker {
  private Shrinker() {}

  /**
   * Leaves out steps, first many at a time and then fewer, as long as those that are left still
   * fail.
   *
   * @return steps that fail, and would not without any one of them
   */
  static List<Step> shrink(List<Step> failing, Predicate<List<Step>> fails) {
    List<Step> smallest = failing;
    int chunk = Math.max(1, failing.size() / 2);
    while (true) {
      List<Step> before = smallest;
      for (int end = smallest.size(); end > 0; end -= chunk) {
        List<Step> fewer = new ArrayList<>(smallest.subList(0, Math.max(0, end - chunk)));
        fewer.addAll(smallest.subList(end, smallest.size()));
        if (fails.test(fewer)) {
          smallest = fewer;
        }
      }
      if (chunk == 1 && smallest.size() == before.size()) {
        return List.copyOf(smallest);
      }
      chunk = Math.max(1, chunk / 2);
    }
  }
}
