package io.surge.domain;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import io.surge.domain.ZoneGrid.Corner;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KilometreGridTest {
  private static final double EARTH_RADIUS = 6371.0088;
  private static final double ROWS_PER_DEGREE = Math.PI * EARTH_RADIUS / 180;

  private final ZoneGrid grid = ZoneGrid.named("km");

  @ParameterizedTest
  @CsvSource({
    "37.7749, -122.4194, zone_4200_-10760", // San Francisco
    "51.5074, -0.1278, zone_5727_-9", // London
    "-33.8688, 151.2093, zone_-3767_13960", // Sydney
    "64.1466, -21.9426, zone_7132_-1065", // Reykjavik
    "0, 0, zone_0_0",
    "-0.001, -0.001, zone_-1_-1",
    "-0.001, 0.001, zone_-1_0",
    "0, 180, zone_0_20015", // both sides of the antimeridian
    "0, -180, zone_0_-20016",
    "90, 0, zone_10007_0", // both poles
    "90, 180, zone_10007_0",
    "90, -180, zone_10007_-1",
    "-90, 0, zone_-10008_0",
    "-90, -180, zone_-10008_-1",
  })
  void knowsTheZoneOfAPlace(double latitude, double longitude, String id) {
    assertThat(grid.idOf(grid.zoneAt(latitude, longitude)), is(id));
  }

  /**
   * On the sphere that the grid is defined on, and on the ellipsoid that satellites measure (WGS
   * 84). These are the figures of the README.
   */
  @Test
  void hasCellsOfOneKilometreUpToSeventyDegrees() {
    double onSphere = largestError(new Sphere(EARTH_RADIUS));
    double onEllipsoid = largestError(new Ellipsoid());

    System.out.printf(
        "Sides of km cells between 0 and 70 degrees are off by at most %.4f %% on the sphere and"
            + " %.4f %% on the WGS 84 ellipsoid%n",
        100 * onSphere, 100 * onEllipsoid);
    assertThat(onSphere, is(closeTo(0.000216, 5e-7)));
    assertThat(onEllipsoid, is(closeTo(0.005583, 5e-7)));
  }

  @Test
  void holdsEveryPlaceWithinItsZonesOutline() {
    double slack = 1e-9;
    for (double latitude = -90; latitude <= 90; latitude += 0.37) {
      for (double longitude = -180; longitude <= 180; longitude += 1.13) {
        List<Corner> outline = grid.outlineOf(grid.zoneAt(latitude, longitude));
        Corner southWest = outline.get(0);
        Corner northEast = outline.get(2);
        String place = latitude + ", " + longitude;
        assertThat(place, southWest.latitude() - latitude, is(lessThan(slack)));
        assertThat(place, latitude - northEast.latitude(), is(lessThan(slack)));
        assertThat(place, southWest.longitude() - longitude, is(lessThan(slack)));
        assertThat(place, longitude - northEast.longitude(), is(lessThan(slack)));
      }
    }
  }

  @Test
  void hasNeighboursThatShareASide() {
    List<Corner> cell = outline("zone_4200_-10760");

    assertThat(outline("zone_4200_-10759").get(0), is(cell.get(1)));
    assertThat(outline("zone_4200_-10759").get(3), is(cell.get(2)));
    assertThat(outline("zone_4200_-10761").get(1), is(cell.get(0)));
    assertThat(outline("zone_4201_-10760").get(0).latitude(), is(cell.get(3).latitude()));
    assertThat(outline("zone_4199_-10760").get(3).latitude(), is(cell.get(0).latitude()));
  }

  private List<Corner> outline(String id) {
    return grid.outlineOf(grid.zoneOf(id));
  }

  /** How far from one kilometre the side of a cell is, at most, as a share of it. */
  private double largestError(Earth earth) {
    double largest = 0;
    for (int row = 0; row <= (int) (70 * ROWS_PER_DEGREE); row++) {
      List<Corner> cell = outline("zone_" + row + "_0");
      double south = Math.toRadians(cell.get(0).latitude());
      double north = Math.toRadians(cell.get(2).latitude());
      double width = Math.toRadians(cell.get(1).longitude() - cell.get(0).longitude());
      largest = Math.max(largest, Math.abs(earth.alongMeridian(south, north) - 1));
      largest = Math.max(largest, Math.abs(earth.alongParallel(south, width) - 1));
      largest = Math.max(largest, Math.abs(earth.alongParallel(north, width) - 1));
    }
    return largest;
  }

  /** Lengths on the ground in kilometres, of angles in radians. */
  private interface Earth {
    double alongMeridian(double south, double north);

    double alongParallel(double latitude, double width);
  }

  private record Sphere(double radius) implements Earth {
    @Override
    public double alongMeridian(double south, double north) {
      return radius * (north - south);
    }

    @Override
    public double alongParallel(double latitude, double width) {
      return radius * Math.cos(latitude) * width;
    }
  }

  private record Ellipsoid() implements Earth {
    private static final double EQUATORIAL_RADIUS = 6378.137;
    private static final double FLATTENING = 1 / 298.257223563;
    private static final double ECCENTRICITY_SQUARED = FLATTENING * (2 - FLATTENING);

    @Override
    public double alongMeridian(double south, double north) {
      double curvature = Math.pow(squeeze((south + north) / 2), 3);
      return EQUATORIAL_RADIUS * (1 - ECCENTRICITY_SQUARED) / curvature * (north - south);
    }

    @Override
    public double alongParallel(double latitude, double width) {
      return EQUATORIAL_RADIUS / squeeze(latitude) * Math.cos(latitude) * width;
    }

    private static double squeeze(double latitude) {
      double sine = Math.sin(latitude);
      return Math.sqrt(1 - ECCENTRICITY_SQUARED * sine * sine);
    }
  }
}
