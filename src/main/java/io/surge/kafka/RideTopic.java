package io.surge.kafka;

import io.surge.domain.DriverUpdate;
import io.surge.domain.RideEvent;

/** The two topics that the pipeline reads, each with records of its own kind. */
public enum RideTopic {
  /**
   * Riders ask for rides: {@code user_id}, {@code latitude}, {@code longitude}, {@code timestamp}.
   */
  RIDE_REQUESTS,
  /** Drivers tell where they are: the same with {@code driver_id}, and {@code available}. */
  DRIVER_UPDATES;

  /** The topic of events of a kind. */
  static RideTopic of(RideEvent event) {
    return event instanceof DriverUpdate ? DRIVER_UPDATES : RIDE_REQUESTS;
  }
}
