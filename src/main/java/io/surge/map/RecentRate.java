package io.surge.map;

import java.util.ArrayDeque;
import java.util.Deque;

/** How fast a count grew over the last {@value #SECONDS} seconds. */
final class RecentRate {
  private static final int SECONDS = 10;
  private static final double NANOS_PER_SECOND = 1e9;

  private record Sample(long count, long nanos) {}

  private final Deque<Sample> samples = new ArrayDeque<>();

  /** Takes the count as it is now, once a second, and answers its growth per second. */
  double endSecond(long count, long nanoTime) {
    samples.add(new Sample(count, nanoTime));
    if (samples.size() > SECONDS + 1) {
      samples.remove();
    }
    Sample first = samples.peek();
    double seconds = (nanoTime - first.nanos()) / NANOS_PER_SECOND;
    return seconds == 0 ? 0 : (count - first.count()) / seconds;
  }
}
