package io.surge.domain;

import com.uber.h3core.H3Core;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Uber's H3: hexagons of nearly equal area. A zone's code is its H3 index, its id the address. */
public record HexagonGrid(int resolution) implements ZoneGrid {

  @Override
  public Zone zoneAt(double latitude, double longitude) {
    return new Zone(Library.H3.latLngToCell(latitude, longitude, resolution));
  }

  @Override
  public String idOf(Zone zone) {
    return Library.H3.h3ToString(zone.code());
  }

  @Override
  public Zone zoneOf(String id) {
    long cell;
    try {
      cell = Library.H3.stringToH3(id);
    } catch (RuntimeException e) {
      throw new IllegalArgumentException("takes an H3 address", e);
    }
    if (!Library.H3.isValidCell(cell) || Library.H3.getResolution(cell) != resolution) {
      throw new IllegalArgumentException("takes an H3 address of resolution " + resolution);
    }
    return new Zone(cell);
  }

  @Override
  public List<Corner> outlineOf(Zone zone) {
    return Library.H3.cellToBoundary(zone.code()).stream()
        .map(corner -> new Corner(corner.lat, corner.lng))
        .toList();
  }

  /** Loads the native library once, and only where a grid of hexagons is used. */
  private static final class Library {
    static final H3Core H3 = load();

    private static H3Core load() {
      try {
        return H3Core.newInstance();
      } catch (IOException e) {
        throw new UncheckedIOException("H3's native library cannot be loaded", e);
      }
    }
  }
}
