package io.surge.tools.city;

import java.util.SplittableRandom;

/** How long each event is on its way, in milliseconds. */
final class Delays {
  private final Disturbances disturbances;
  private final SplittableRandom random;

  Delays(Disturbances disturbances, long seed) {
    this.disturbances = disturbances;
    this.random = new SplittableRandom(seed);
  }

  long next() {
    if (random.nextDouble() < disturbances.lateShare()) {
      long lateBy = disturbances.lateBy().toMillis();
      return random.nextLong(lateBy / 2, lateBy + 1);
    }
    return random.nextLong(disturbances.disorder().toMillis() + 1);
  }
}
