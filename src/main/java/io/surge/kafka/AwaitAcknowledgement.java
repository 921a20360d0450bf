package io.surge.kafka;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;

/** Ends a bundle when what was sent has arrived. On Flink a checkpoint waits for that, too. */
final class AwaitAcknowledgement extends DoFn<InFlight, Void> {
  private static final long serialVersionUID = 1L;

  private transient List<InFlight> awaited;

  @StartBundle
  public void startBundle() {
    awaited = new ArrayList<>();
  }

  @ProcessElement
  public void process(@Element InFlight inFlight) {
    awaited.add(inFlight);
  }

  @FinishBundle
  public void finishBundle() throws IOException {
    for (InFlight inFlight : awaited) {
      inFlight.awaitAcknowledgement();
    }
  }
}
