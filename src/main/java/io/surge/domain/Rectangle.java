package io.surge.domain;

import io.surge.domain.ZoneGrid.Corner;
import java.util.List;

/** The outline of a cell between two latitudes and two longitudes. */
final class Rectangle {
  private Rectangle() {}

  static List<Corner> corners(double south, double west, double north, double east) {
    return List.of(
        new Corner(south, west),
        new Corner(south, east),
        new Corner(north, east),
        new Corner(north, west));
  }
}
