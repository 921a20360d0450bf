package io.surge;

import io.surge.domain.SurgeQuote;
import org.apache.beam.sdk.state.TimeDomain;
import org.apache.beam.sdk.state.Timer;
import org.apache.beam.sdk.state.TimerSpec;
import org.apache.beam.sdk.state.TimerSpecs;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TypeDescriptors;

/** Stamps quotes with the time that the wall clock of a test stream shows when they come. */
final class ReadClock extends PTransform<PCollection<SurgeQuote>, PCollection<SurgeQuote>> {
  private static final long serialVersionUID = 1L;

  @Override
  public PCollection<SurgeQuote> expand(PCollection<SurgeQuote> quotes) {
    return quotes
        .apply("ByZone", WithKeys.of(SurgeQuote::zoneId).withKeyType(TypeDescriptors.strings()))
        .apply("Stamp", ParDo.of(new Stamp()));
  }

  /** Only a timer knows the clock of a test stream. */
  static final class Stamp extends DoFn<KV<String, SurgeQuote>, SurgeQuote> {
    private static final long serialVersionUID = 1L;
    private static final String CLOCK = "clock";

    @TimerId(CLOCK)
    private final TimerSpec clockSpec = TimerSpecs.timer(TimeDomain.PROCESSING_TIME);

    @ProcessElement
    public void stamp(
        @Element KV<String, SurgeQuote> element,
        @TimerId(CLOCK) Timer clock,
        OutputReceiver<SurgeQuote> stamped) {
      long now = clock.getCurrentRelativeTime().getMillis();
      stamped.output(PipelineUnderTest.computedAt(element.getValue(), now));
    }

    @OnTimer(CLOCK)
    public void neverSet() {}
  }
}
