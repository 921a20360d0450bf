package io.surge.domain;

import java.io.Serializable;
import java.util.List;

/** Cuts the earth into zones. Implementations are immutable and hold no native handles. */
public interface ZoneGrid extends Serializable {

  /** A corner of a zone's outline, in degrees. */
  record Corner(double latitude, double longitude) {}

  /**
   * The zone that holds a place.
   *
   * @param latitude in degrees, within [-90, 90]
   * @param longitude in degrees, within [-180, 180]
   */
  Zone zoneAt(double latitude, double longitude);

  /** The id under which a zone is published. */
  String idOf(Zone zone);

  /**
   * The zone of a published id.
   *
   * @throws IllegalArgumentException if this grid has no such id
   */
  Zone zoneOf(String id);

  /** The corners of a zone, in order around it, the first not repeated. */
  List<Corner> outlineOf(Zone zone);

  /**
   * The grid that an option names: {@code km}, {@code degrees} or {@code h3:<resolution>}.
   *
   * @throws IllegalArgumentException naming what it takes
   */
  static ZoneGrid named(String name) {
    if (name.equals("km")) {
      return new KilometreGrid();
    }
    if (name.equals("degrees")) {
      return new DegreeGrid();
    }
    if (name.matches("h3:([0-9]|1[0-5])")) {
      return new HexagonGrid(Integer.parseInt(name.substring("h3:".length())));
    }
    throw new IllegalArgumentException("takes km, degrees or h3:<resolution 0 to 15>");
  }
}
