package io.surge.kafka;

import io.surge.domain.RideEvent;
import org.apache.beam.sdk.transforms.DoFn;
import org.joda.time.Instant;

/**
 * Takes batches apart: what counts goes one way, at its own event time, what does not the other.
 */
final class SeparateArrivals extends DoFn<ArrivalBatch, RideEvent> {
  private static final long serialVersionUID = 1;

  @ProcessElement
  public void separate(@Element ArrivalBatch batch, MultiOutputReceiver outputs) {
    OutputReceiver<RideEvent> events = outputs.get(ReadRideEvents.EVENTS);
    for (Arrival arrival : batch.arrivals()) {
      if (arrival instanceof Arrival.Accepted accepted) {
        RideEvent event = accepted.event();
        events.outputWithTimestamp(event, Instant.ofEpochMilli(event.timestamp()));
      } else if (arrival instanceof Arrival.Rejected rejected) {
        outputs.get(ReadRideEvents.REJECTED).output(rejected.letter());
      }
    }
  }
}
