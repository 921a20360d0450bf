package io.surge.domain;

import java.util.Arrays;
import java.util.List;

/**
 * A zone's load as a function of the window's end: a sum of {@link LoadChange}s, kept as the steps
 * by which demand and supply differ from one window end to the next. Its size is that of the ends
 * at which something changes, however many events there were. Immutable; the order and grouping of
 * sums do not matter.
 */
public final class LoadProfile {
  /** No change anywhere. */
  public static final LoadProfile NONE = new LoadProfile(new long[0]);

  /** How many numbers make a step. */
  public static final int WIDTH = 3;

  /** Triples of window end, demand step and supply step, by ascending end, none of them 0, 0. */
  private final long[] steps;

  private LoadProfile(long[] steps) {
    this.steps = steps;
  }

  /**
   * Puts a profile together again.
   *
   * @param steps triples of window end, demand step and supply step, by ascending end; the
   *     profile's own from now on
   */
  public static LoadProfile ofSteps(long[] steps) {
    return steps.length == 0 ? NONE : new LoadProfile(steps);
  }

  /** The load of the window that ends here. */
  public ZoneLoad at(long end) {
    return sumAt(end, List.of(this));
  }

  /** The load that several profiles have together in the window that ends here. */
  public static ZoneLoad sumAt(long end, List<LoadProfile> profiles) {
    long demand = 0;
    long supply = 0;
    for (LoadProfile profile : profiles) {
      long[] steps = profile.steps;
      for (int i = 0; i < steps.length && steps[i] <= end; i += WIDTH) {
        demand += steps[i + 1];
        supply += steps[i + 2];
      }
    }
    return demand == 0 && supply == 0 ? ZoneLoad.NONE : new ZoneLoad(demand, supply);
  }

  /** This profile and one change more. */
  public LoadProfile plus(LoadChange change, long slide) {
    LoadProfile begun = plusStep(change.firstEnd(), change.demand(), change.supply());
    return change.lastEnd() == LoadChange.WHILE_WINDOWS_HOLD_IT
        ? begun
        : begun.plusStep(change.lastEnd() + slide, -change.demand(), -change.supply());
  }

  /** The sum of two profiles. */
  public LoadProfile plus(LoadProfile that) {
    if (steps.length == 0) {
      return that;
    }
    return that.steps.length == 0 ? this : merged(steps, that.steps);
  }

  private static LoadProfile merged(long[] one, long[] other) {
    long[] sum = new long[WIDTH * countEnds(one, other)];
    int length = 0;
    int i = 0;
    int j = 0;
    while (i < one.length || j < other.length) {
      long end = j == other.length || (i < one.length && one[i] < other[j]) ? one[i] : other[j];
      long demand = 0;
      long supply = 0;
      if (i < one.length && one[i] == end) {
        demand += one[i + 1];
        supply += one[i + 2];
        i += WIDTH;
      }
      if (j < other.length && other[j] == end) {
        demand += other[j + 1];
        supply += other[j + 2];
        j += WIDTH;
      }
      if (demand != 0 || supply != 0) {
        sum[length] = end;
        sum[length + 1] = demand;
        sum[length + 2] = supply;
        length += WIDTH;
      }
    }
    return new LoadProfile(length == sum.length ? sum : Arrays.copyOf(sum, length));
  }

  /** At how many ends one or both have a step. */
  private static int countEnds(long[] one, long[] other) {
    int common = 0;
    int i = 0;
    for (int j = 0; j < other.length; j += WIDTH) {
      while (i < one.length && one[i] < other[j]) {
        i += WIDTH;
      }
      common += i < one.length && one[i] == other[j] ? 1 : 0;
    }
    return (one.length + other.length) / WIDTH - common;
  }

  /** This profile with one step more. */
  public LoadProfile plusStep(long end, long demand, long supply) {
    if (demand == 0 && supply == 0) {
      return this;
    }
    int at = 0;
    while (at < steps.length && steps[at] < end) {
      at += WIDTH;
    }
    boolean known = at < steps.length && steps[at] == end;
    return known ? changedAt(at, demand, supply) : insertedAt(at, end, demand, supply);
  }

  private LoadProfile changedAt(int at, long demand, long supply) {
    if (steps[at + 1] + demand == 0 && steps[at + 2] + supply == 0) {
      return new LoadProfile(spliced(at, at + WIDTH, at));
    }
    long[] changed = steps.clone();
    changed[at + 1] += demand;
    changed[at + 2] += supply;
    return new LoadProfile(changed);
  }

  private LoadProfile insertedAt(int at, long end, long demand, long supply) {
    long[] inserted = spliced(at, at, at + WIDTH);
    inserted[at] = end;
    inserted[at + 1] = demand;
    inserted[at + 2] = supply;
    return new LoadProfile(inserted);
  }

  /** A copy of the steps before {@code head} and, from {@code target} on, of those from tail on. */
  private long[] spliced(int head, int tail, int target) {
    long[] copy = Arrays.copyOf(steps, steps.length - tail + target);
    System.arraycopy(steps, 0, copy, 0, head);
    System.arraycopy(steps, tail, copy, target, steps.length - tail);
    return copy;
  }

  public int stepCount() {
    return steps.length / WIDTH;
  }

  /** The window end of a step, by ascending ends. */
  public long endAt(int step) {
    return steps[WIDTH * step];
  }

  /** By how much demand differs there from the window before. */
  public long demandStepAt(int step) {
    return steps[WIDTH * step + 1];
  }

  /** By how much supply differs there from the window before. */
  public long supplyStepAt(int step) {
    return steps[WIDTH * step + 2];
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LoadProfile that && Arrays.equals(steps, that.steps);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(steps);
  }

  @Override
  public String toString() {
    return "LoadProfile" + Arrays.toString(steps);
  }
}
