package io.surge.domain;

import java.util.List;

/**
 * Cells of 1 km x 1 km at every latitude: rows of one kilometre of latitude, each cut into columns
 * of one kilometre at the latitude of its own middle.
 */
public record KilometreGrid() implements ZoneGrid {
  /** Mean radius of the earth in kilometres (IUGG, 2 a + b over 3). */
  private static final double EARTH_RADIUS = 6371.0088;

  private static final double KILOMETRES_PER_DEGREE = Math.PI * EARTH_RADIUS / 180;

  @Override
  public Zone zoneAt(double latitude, double longitude) {
    double row = Math.floor(latitude * KILOMETRES_PER_DEGREE);
    return RowColumn.of(row, longitude * columnsPerDegree(row)).zone();
  }

  @Override
  public String idOf(Zone zone) {
    return RowColumn.of(zone).id();
  }

  @Override
  public Zone zoneOf(String id) {
    RowColumn cell = RowColumn.parse(id);
    double rows = 90 * KILOMETRES_PER_DEGREE;
    double columns = 180 * columnsPerDegree(cell.row());
    return cell.requireBetween(RowColumn.of(-rows, -columns), RowColumn.of(rows, columns)).zone();
  }

  @Override
  public List<Corner> outlineOf(Zone zone) {
    RowColumn cell = RowColumn.of(zone);
    double south = cell.row() / KILOMETRES_PER_DEGREE;
    double north = (cell.row() + 1) / KILOMETRES_PER_DEGREE;
    double west = cell.column() / columnsPerDegree(cell.row());
    double east = (cell.column() + 1) / columnsPerDegree(cell.row());
    return Rectangle.corners(south, west, north, east);
  }

  private static double columnsPerDegree(double row) {
    double middle = Math.min((row + 0.5) / KILOMETRES_PER_DEGREE, 90);
    return KILOMETRES_PER_DEGREE * Math.cos(Math.toRadians(middle));
  }
}
