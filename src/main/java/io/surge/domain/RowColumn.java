package io.surge.domain;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The row and column of a rectangular grid's cell: packed in a {@link Zone}, written in its id. */
record RowColumn(int row, int column) {
  /** Only the way that ids are written: no leading zeros, no minus before a zero. */
  private static final String NUMBER = "(0|-?[1-9]\\d{0,5})";

  private static final Pattern ID = Pattern.compile("zone_" + NUMBER + "_" + NUMBER);

  static RowColumn of(double row, double column) {
    return new RowColumn((int) Math.floor(row), (int) Math.floor(column));
  }

  static RowColumn of(Zone zone) {
    return new RowColumn((int) (zone.code() >> Integer.SIZE), (int) zone.code());
  }

  static RowColumn parse(String id) {
    Matcher matcher = ID.matcher(id);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("takes zone_<row>_<column>");
    }
    return new RowColumn(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
  }

  /**
   * Itself, if it lies between two others, or is one of them.
   *
   * @throws IllegalArgumentException if it does not
   */
  RowColumn requireBetween(RowColumn southWest, RowColumn northEast) {
    if (row < southWest.row || row > northEast.row) {
      throw new IllegalArgumentException("has no row " + row);
    }
    if (column < southWest.column || column > northEast.column) {
      throw new IllegalArgumentException("has no column " + column + " in row " + row);
    }
    return this;
  }

  Zone zone() {
    return new Zone((long) row << Integer.SIZE | Integer.toUnsignedLong(column));
  }

  String id() {
    return "zone_" + row + "_" + column;
  }
}
