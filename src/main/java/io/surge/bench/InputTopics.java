package io.surge.bench;

import java.io.Serializable;

/** Where a measured program reads. Both topics have the same number of partitions. */
record InputTopics(String rideRequests, String driverUpdates) implements Serializable {
  static final int PARTITIONS = 4;
}
