package io.surge.tools.city;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.checkerframework.checker.nullness.qual.Nullable;

/** The free drivers by the square kilometre in which they were last seen. */
final class FreeDrivers {
  private static final int NEIGHBOURS = 1;

  private record Square(int east, int north) {
    static Square of(Place place) {
      return new Square((int) Math.floor(place.east()), (int) Math.floor(place.north()));
    }
  }

  /** Where a driver stands in the lists, so that it is taken out without a search. */
  private record Seat(Square square, int index) {}

  private final Map<Square, List<Driver>> bySquare = new HashMap<>();
  private final @Nullable Seat[] seats;

  FreeDrivers(int drivers) {
    this.seats = new Seat[drivers];
  }

  /** Takes note of where a driver is now, and whether it is free. */
  void see(Driver driver) {
    Seat seat = seats[driver.number()];
    Square square = Square.of(driver.place());
    if (seat != null && !(driver.isFree() && seat.square().equals(square))) {
      remove(driver, seat);
      seat = null;
    }
    if (seat == null && driver.isFree()) {
      add(driver, square);
    }
  }

  private void add(Driver driver, Square square) {
    List<Driver> there = bySquare.computeIfAbsent(square, unknown -> new ArrayList<>());
    seats[driver.number()] = new Seat(square, there.size());
    there.add(driver);
  }

  private void remove(Driver driver, Seat seat) {
    List<Driver> there = bySquare.get(seat.square());
    Driver last = there.remove(there.size() - 1);
    if (last != driver) {
      there.set(seat.index(), last);
      seats[last.number()] = seat;
    }
    seats[driver.number()] = null;
  }

  /** Some free driver in the square of a place, or else in one beside it, or else none. */
  @Nullable Driver near(Place place, RandomGenerator random) {
    Driver here = in(Square.of(place), random);
    for (int east = -NEIGHBOURS; here == null && east <= NEIGHBOURS; east++) {
      for (int north = -NEIGHBOURS; here == null && north <= NEIGHBOURS; north++) {
        here = in(Square.of(place.plus(east, north)), random);
      }
    }
    return here;
  }

  private @Nullable Driver in(Square square, RandomGenerator random) {
    List<Driver> there = bySquare.getOrDefault(square, List.of());
    return there.isEmpty() ? null : there.get(random.nextInt(there.size()));
  }
}
