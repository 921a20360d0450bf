package io.surge.kafka.exactlyonce;

import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;

/**
 * Tells the writer of a mark when everything upstream of the mark is durable: that is when the
 * runner commits the bundle in which the mark arrived here. A confirmation that gets lost, with a
 * checkpoint that failed for example, is made up for by the next one, because marks only grow.
 */
final class ConfirmDurable extends DoFn<DurableMark, Void> {
  private static final long serialVersionUID = 1L;

  @ProcessElement
  public void confirmAfterCommit(@Element DurableMark mark, BundleFinalizer finalizer) {
    finalizer.afterBundleCommit(
        BoundedWindow.TIMESTAMP_MAX_VALUE, () -> ShardWriter.confirmDurable(mark));
  }
}
