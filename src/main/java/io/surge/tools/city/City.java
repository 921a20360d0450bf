package io.surge.tools.city;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The ground: a square of streets that run east and north, with hot spots. In the default size its
 * hot spots lie about where Las Vegas has them, and no water is near.
 *
 * @param side length of the square in kilometres
 */
record City(double side) {
  private static final double LATITUDE = 36.13;
  private static final double LONGITUDE = -115.17;
  private static final double KILOMETRES_PER_DEGREE = 111.195;
  private static final double DECIMALS = 1e6;

  private static final List<HotSpot> HOT_SPOTS =
      List.of(
          new HotSpot("boulevard", -0.02, -0.17, 0.30, 0.3, 0.50),
          new HotSpot("downtown", 0.25, 0.44, 0.20, 0.3, 0.25),
          new HotSpot("airport", 0.15, -0.51, 0.15, 0.5, 0.00),
          new HotSpot("convention centre", 0.16, 0.02, 0.12, 0.6, 0.35),
          new HotSpot("stadium", -0.12, -0.43, 0.09, 1.0, 0.60),
          new HotSpot("university", 0.24, -0.24, 0.08, 0.4, 0.80),
          new HotSpot("west side", -0.75, 0.40, 0.06, 0.3, 0.10));

  /** Share of the riders that are at a hot spot; the others are anywhere. */
  private static final double GATHERED = 0.65;

  /** How far people spread around a hot spot, as a share of half a side. */
  private static final double SPREAD = 0.07;

  /** What lies beyond it would be in the zones around the city. */
  private static final double BORDER = 0.001;

  static City ofZones(int squareKilometres) {
    return new City(Math.sqrt(squareKilometres));
  }

  /** Where somebody is: often at a hot spot. */
  Place peopledPlace(double periods, RandomGenerator random) {
    return random.nextDouble() < GATHERED ? near(hotSpot(periods, random), random) : place(random);
  }

  private Place place(RandomGenerator random) {
    return new Place((random.nextDouble() - 0.5) * side, (random.nextDouble() - 0.5) * side);
  }

  private Place near(HotSpot spot, RandomGenerator random) {
    double half = side / 2;
    return within(
        new Place(
            half * (spot.east() + SPREAD * random.nextGaussian()),
            half * (spot.north() + SPREAD * random.nextGaussian())));
  }

  private static HotSpot hotSpot(double periods, RandomGenerator random) {
    double total = 0;
    for (HotSpot spot : HOT_SPOTS) {
      total += spot.weightAt(periods);
    }
    double rest = random.nextDouble() * total;
    for (HotSpot spot : HOT_SPOTS) {
      rest -= spot.weightAt(periods);
      if (rest < 0) {
        return spot;
      }
    }
    return HOT_SPOTS.get(0);
  }

  /** The nearest place that is in the city. */
  Place within(Place place) {
    double half = side / 2 - BORDER;
    return new Place(clamp(place.east(), half), clamp(place.north(), half));
  }

  private static double clamp(double value, double bound) {
    return Math.max(-bound, Math.min(bound, value));
  }

  /** In degrees, to a tenth of a metre. */
  static double latitude(Place place) {
    return rounded(LATITUDE + place.north() / KILOMETRES_PER_DEGREE);
  }

  /** In degrees, to a tenth of a metre. */
  static double longitude(Place place) {
    double kilometresPerDegree = KILOMETRES_PER_DEGREE * Math.cos(Math.toRadians(LATITUDE));
    return rounded(LONGITUDE + place.east() / kilometresPerDegree);
  }

  private static double rounded(double degrees) {
    return Math.rint(degrees * DECIMALS) / DECIMALS;
  }
}
