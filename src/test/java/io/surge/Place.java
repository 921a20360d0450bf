package io.surge;

import io.surge.domain.KilometreGrid;

/** Somewhere on earth, in degrees. */
record Place(double latitude, double longitude) {

  /** The id of its zone in the default grid. */
  String id() {
    KilometreGrid grid = new KilometreGrid();
    return grid.idOf(grid.zoneAt(latitude, longitude));
  }
}
