package io.surge;

import io.surge.domain.KilometreGrid;
import io.surge.domain.Zone;
import io.surge.domain.ZoneGrid;
import java.util.List;

/**
 * The places of the stories. Their ids are chosen so that the order of the ids, as strings, is not
 * the order of their rows: zone_-1_7, zone_10_4, zone_2_-30, zone_2_4, zone_9_4.
 */
enum City {
  AIRPORT("zone_-1_7"),
  STATION("zone_10_4"),
  MARKET("zone_2_-30"),
  PARK("zone_2_4"),
  HARBOUR("zone_9_4");

  static final ZoneGrid GRID = new KilometreGrid();
  static final List<String> DRIVERS = List.of("Ben", "Cleo", "Dan", "Eve");
  static final List<String> RIDERS = List.of("Ana", "Flo", "Gil");

  private final String id;

  City(String id) {
    this.id = id;
  }

  String id() {
    return id;
  }

  Zone zone() {
    return GRID.zoneOf(id);
  }

  static City of(Zone zone) {
    for (City place : values()) {
      if (place.zone().equals(zone)) {
        return place;
      }
    }
    throw new IllegalArgumentException("no place of the city: " + zone);
  }
}
