package io.surge.kafka;

import io.surge.domain.RideEvent;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;

/** Takes batches apart: what counts goes one way, what does not the other. */
final class SeparateArrivals extends DoFn<ArrivalBatch, Iterable<RideEvent>> {
  private static final long serialVersionUID = 1;

  @ProcessElement
  public void separate(@Element ArrivalBatch batch, MultiOutputReceiver outputs) {
    List<RideEvent> events = new ArrayList<>(batch.arrivals().size());
    for (Arrival arrival : batch.arrivals()) {
      if (arrival instanceof Arrival.Accepted accepted) {
        events.add(accepted.event());
      } else if (arrival instanceof Arrival.Rejected rejected) {
        outputs.get(ReadRideEvents.REJECTED).output(rejected.letter());
      }
    }
    if (!events.isEmpty()) {
      outputs.get(ReadRideEvents.EVENTS).output(events);
    }
  }
}
