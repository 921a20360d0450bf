package io.surge.kafka;

import io.surge.domain.RejectionReason;
import io.surge.domain.RideEvent;

/** What the bytes of a record turned out to be. */
public sealed interface Decoded {

  /** A complete event with every field in its range. Its origin is not set. */
  record Event(RideEvent event) implements Decoded {}

  /**
   * Not an event.
   *
   * @param detail a sentence for a person; holds nothing of the record but its known field names
   *     and positions in it
   */
  record Rejection(RejectionReason reason, String detail) implements Decoded {}
}
