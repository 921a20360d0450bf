package io.surge.transforms;

import io.surge.domain.DriverUpdate;
import io.surge.domain.LoadChange;
import io.surge.domain.RideEvent;
import io.surge.domain.RideRequest;
import io.surge.domain.WindowSchedule;
import io.surge.domain.Zone;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TupleTag;

/**
 * Turns each event that counts by itself into what it changes in its zone, and hands on those that
 * only count beside the driver's other updates. Times stay the events' own.
 */
final class SplitEvents extends DoFn<RideEvent, KV<Zone, LoadChange>> {
  private static final long serialVersionUID = 1L;

  private final WindowSchedule windows;
  private final boolean followDrivers;
  private final TupleTag<KV<Zone, LoadChange>> changes;
  private final TupleTag<KV<String, DriverUpdate>> drivers;

  SplitEvents(
      SurgeSettings settings,
      TupleTag<KV<Zone, LoadChange>> changes,
      TupleTag<KV<String, DriverUpdate>> drivers) {
    this.windows = settings.windows();
    this.followDrivers = settings.supply() == SurgeSettings.Supply.DRIVERS;
    this.changes = changes;
    this.drivers = drivers;
  }

  @ProcessElement
  public void process(@Element RideEvent event, MultiOutputReceiver output) {
    if (event instanceof RideRequest request) {
      output.get(changes).output(KV.of(request.zone(), LoadChange.demand(request, windows)));
    } else if (event instanceof DriverUpdate update) {
      if (followDrivers) {
        output.get(drivers).output(KV.of(update.driverId(), update));
      } else {
        output.get(changes).output(KV.of(update.zone(), LoadChange.supply(update, windows)));
      }
    }
  }
}
