package io.surge.domain;

import java.io.Serializable;

/**
 * Turns a load into a price multiplier: demand over supply, within bounds.
 *
 * @param minimum the multiplier of a zone where supply meets demand, at least 0
 * @param maximum the multiplier of a zone with demand and no supply, at least the minimum
 */
public record SurgePolicy(double minimum, double maximum) implements Serializable {

  public double multiplier(ZoneLoad load) {
    if (load.demand() == 0) {
      return minimum;
    }
    if (load.supply() == 0) {
      return maximum;
    }
    double ratio = (double) load.demand() / load.supply();
    return Math.max(minimum, Math.min(maximum, ratio));
  }
}
