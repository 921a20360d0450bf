package io.surge.kafka;

import io.surge.domain.DeadLetter;
import io.surge.domain.RideEvent;

/** A record as the source hands it on: counted or not. */
public sealed interface Arrival {

  /** An event in every respect within bounds; with its origin where it may prove too late. */
  record Accepted(RideEvent event) implements Arrival {}

  record Rejected(DeadLetter letter) implements Arrival {}
}
