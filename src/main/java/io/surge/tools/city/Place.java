package io.surge.tools.city;

/** A place in the city, in kilometres east and north of its middle. */
record Place(double east, double north) {

  Place plus(double moreEast, double moreNorth) {
    return new Place(east + moreEast, north + moreNorth);
  }

  /** How far one drives along streets that run east and north. */
  double drivingDistance(Place other) {
    return Math.abs(other.east - east) + Math.abs(other.north - north);
  }

  /** The place that one reaches on the way to another: along the one street, then the other. */
  Place towards(Place target, double distance) {
    double moreEast = target.east - east;
    if (distance < Math.abs(moreEast)) {
      return plus(Math.copySign(distance, moreEast), 0);
    }
    double rest = distance - Math.abs(moreEast);
    double moreNorth = target.north - north;
    if (rest < Math.abs(moreNorth)) {
      return plus(moreEast, Math.copySign(rest, moreNorth));
    }
    return target;
  }
}
