package io.surge.tools.city;

/**
 * Where riders come together.
 *
 * @param east share of the way from the city's middle to its eastern border
 * @param north share of the way from the city's middle to its northern border
 * @param weight share of the riders, in the mean
 * @param swing how much of that comes and goes: 0 none, 1 all
 * @param phase when it is at its height, as a share of the rush's period
 */
record HotSpot(String name, double east, double north, double weight, double swing, double phase) {

  /** The riders' share at a moment, given as a number of the rush's periods. */
  double weightAt(double periods) {
    return weight * (1 + swing * Math.cos(2 * Math.PI * (periods - phase)));
  }
}
