package io.surge.tools.city;

/** Something that a phone in the city tells. Numbers stand for people; times are event times. */
sealed interface CityEvent {

  Place place();

  /** In epoch milliseconds. */
  long timestamp();

  /** A rider asks for a ride. */
  record RiderAsked(int rider, Place place, long timestamp) implements CityEvent {}

  /** A driver says where it is, and whether it is free. */
  record DriverSeen(int driver, Place place, boolean available, long timestamp)
      implements CityEvent {}
}
