package io.surge;

import io.surge.domain.DeadLetter;
import io.surge.domain.RideEvent;
import io.surge.domain.SurgeQuote;
import io.surge.transforms.PriceRideEvents;
import io.surge.transforms.SurgeSettings;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.CannotProvideCoderException;
import org.apache.beam.sdk.testing.TestStream;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TimestampedValue;
import org.joda.time.Duration;
import org.joda.time.Instant;

/** Takes steps through {@link PriceRideEvents} on a runner and gathers what comes out. */
final class PipelineUnderTest {
  private PipelineUnderTest() {}

  /** The outcome of a stream that ends after these steps, when all windows close. */
  static Outcome run(Engine engine, SurgeSettings settings, List<Step> steps) {
    Pipeline pipeline = Pipeline.create(engine.options());
    PCollectionTuple priced =
        pipeline
            .apply("Steps", stream(pipeline, engine, steps))
            .apply("Price", PriceRideEvents.with(settings));
    try (Gathering<SurgeQuote> finals = Gathering.of("Final", priced.get(PriceRideEvents.FINAL));
        Gathering<SurgeQuote> live = Gathering.of("Live", priced.get(PriceRideEvents.LIVE));
        Gathering<DeadLetter> tooLate =
            Gathering.of("TooLate", priced.get(PriceRideEvents.TOO_LATE))) {
      pipeline.run().waitUntilFinish();
      return new Outcome(
          finals.elements().stream().map(PipelineUnderTest::withoutClock).toList(),
          live.elements().stream().map(PipelineUnderTest::withoutClock).toList(),
          tooLate.elements());
    }
  }

  private static TestStream<RideEvent> stream(Pipeline pipeline, Engine engine, List<Step> steps) {
    TestStream.Builder<RideEvent> stream;
    try {
      stream = TestStream.create(pipeline.getCoderRegistry().getCoder(RideEvent.class));
    } catch (CannotProvideCoderException e) {
      throw new AssertionError("ride events have a registered coder", e);
    }
    // The clock of a test stream starts at the beginning of Beam's time.
    long clock = BoundedWindow.TIMESTAMP_MIN_VALUE.getMillis();
    for (Step step : steps) {
      if (step instanceof Step.EventArrives arrives) {
        stream =
            stream.addElements(
                TimestampedValue.of(
                    arrives.event(), Instant.ofEpochMilli(arrives.event().timestamp())));
      } else if (step instanceof Step.WatermarkReaches reaches) {
        stream = stream.advanceWatermarkTo(Instant.ofEpochMilli(reaches.time()));
      } else if (step instanceof Step.ClockReaches reaches && engine == Engine.DIRECT) {
        stream = stream.advanceProcessingTime(Duration.millis(reaches.time() - clock));
        clock = reaches.time();
      }
    }
    return stream.advanceWatermarkToInfinity();
  }

  static SurgeQuote withoutClock(SurgeQuote quote) {
    return new SurgeQuote(
        quote.zoneId(),
        quote.multiplier(),
        quote.demand(),
        quote.supply(),
        quote.windowStart(),
        quote.windowEnd(),
        quote.timing(),
        quote.revision(),
        0);
  }
}
