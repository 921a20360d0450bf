package io.surge.domain;

import java.util.List;

/** Cells of 0.01 x 0.01 degrees: simple to compute anywhere, narrower towards the poles. */
public record DegreeGrid() implements ZoneGrid {
  private static final double CELLS_PER_DEGREE = 100;
  private static final RowColumn SOUTH_WEST = new RowColumn(-9_000, -18_000);
  private static final RowColumn NORTH_EAST = new RowColumn(9_000, 18_000);

  @Override
  public Zone zoneAt(double latitude, double longitude) {
    return RowColumn.of(CELLS_PER_DEGREE * latitude, CELLS_PER_DEGREE * longitude).zone();
  }

  @Override
  public String idOf(Zone zone) {
    return RowColumn.of(zone).id();
  }

  @Override
  public Zone zoneOf(String id) {
    return RowColumn.parse(id).requireBetween(SOUTH_WEST, NORTH_EAST).zone();
  }

  @Override
  public List<Corner> outlineOf(Zone zone) {
    RowColumn cell = RowColumn.of(zone);
    return Rectangle.corners(
        cell.row() / CELLS_PER_DEGREE,
        cell.column() / CELLS_PER_DEGREE,
        (cell.row() + 1) / CELLS_PER_DEGREE,
        (cell.column() + 1) / CELLS_PER_DEGREE);
  }
}
