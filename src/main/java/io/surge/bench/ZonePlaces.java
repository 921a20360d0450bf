package io.surge.bench;

import io.surge.domain.KilometreGrid;
import io.surge.domain.Zone;
import io.surge.domain.ZoneGrid.Corner;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** A square of neighbouring zones, each with the JSON fields of a place in its middle. */
final class ZonePlaces {
  private static final KilometreGrid GRID = new KilometreGrid();
  private static final Corner SOUTH_WEST = new Corner(50, 10);

  private final byte[][] fields;

  private ZonePlaces(byte[][] fields) {
    this.fields = fields;
  }

  static ZonePlaces square(int zones) {
    int side = (int) Math.ceil(Math.sqrt(zones));
    byte[][] fields = new byte[zones][];
    for (int i = 0; i < zones; i++) {
      fields[i] = middleOf(zone(i / side, i % side)).getBytes(StandardCharsets.US_ASCII);
    }
    return new ZonePlaces(fields);
  }

  private static Zone zone(int rows, int columns) {
    Zone origin = GRID.zoneAt(SOUTH_WEST.latitude(), SOUTH_WEST.longitude());
    return new Zone(origin.code() + ((long) rows << Integer.SIZE) + columns);
  }

  /** The fields of a place in the middle of a zone, as they stand in an event. */
  static String middleOf(Zone zone) {
    List<Corner> outline = GRID.outlineOf(zone);
    double latitude = outline.stream().mapToDouble(Corner::latitude).average().orElseThrow();
    double longitude = outline.stream().mapToDouble(Corner::longitude).average().orElseThrow();
    return String.format(Locale.ROOT, "\"latitude\":%.6f,\"longitude\":%.6f", latitude, longitude);
  }

  int count() {
    return fields.length;
  }

  byte[] fieldsOf(int zone) {
    return fields[zone];
  }
}
