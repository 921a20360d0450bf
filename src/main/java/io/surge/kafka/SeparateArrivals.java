package io.surge.kafka;

import io.surge.domain.RideEvent;
import org.apache.beam.sdk.transforms.DoFn;

/** Sends what counts one way and what does not the other. */
final class SeparateArrivals extends DoFn<Arrival, RideEvent> {
  private static final long serialVersionUID = 1;

  @ProcessElement
  public void separate(@Element Arrival arrival, MultiOutputReceiver outputs) {
    if (arrival instanceof Arrival.Accepted accepted) {
      outputs.get(ReadRideEvents.EVENTS).output(accepted.event());
    } else if (arrival instanceof Arrival.Rejected rejected) {
      outputs.get(ReadRideEvents.REJECTED).output(rejected.letter());
    }
  }
}
