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
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.values.PCollection;
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
    try (Gathering<SurgeQuote> finals = new Gathering<>();
        Gathering<SurgeQuote> live = new Gathering<>();
        Gathering<DeadLetter> tooLate = new Gathering<>()) {
      PCollectionTuple priced =
          events(pipeline, engine, settings, steps, finals)
              .apply("OneByOne", ParDo.of(new OneByOne()))
              .apply("Price", PriceRideEvents.with(settings));
      priced.get(PriceRideEvents.FINAL).apply("Final", finals);
      priced.get(PriceRideEvents.LIVE).apply("Live", live);
      priced.get(PriceRideEvents.TOO_LATE).apply("TooLate", tooLate);
      pipeline.run().waitUntilFinish();
      return new Outcome(
          comparable(finals.elements()), comparable(live.elements()), tooLate.elements());
    }
  }

  private static PCollection<RideEvent> events(
      Pipeline pipeline,
      Engine engine,
      SurgeSettings settings,
      List<Step> steps,
      Gathering<SurgeQuote> finals) {
    if (engine == Engine.DIRECT) {
      return pipeline.apply("Steps", stream(pipeline, steps));
    }
    Pace pace = new Pace(steps, settings.windows().slide());
    return pipeline
        .apply("Steps", stream(pipeline, pace.steps()))
        .apply("Pace", ParDo.of(pace.keptBy(finals)));
  }

  private static final class OneByOne extends DoFn<RideEvent, Iterable<RideEvent>> {
    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void process(@Element RideEvent event, OutputReceiver<Iterable<RideEvent>> batches) {
      batches.output(List.of(event));
    }
  }

  private static TestStream<RideEvent> stream(Pipeline pipeline, List<Step> steps) {
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
      } else if (step instanceof Step.ClockReaches reaches) {
        stream = stream.advanceProcessingTime(Duration.millis(reaches.time() - clock));
        clock = reaches.time();
      }
    }
    return stream.advanceWatermarkToInfinity();
  }

  /** Quotes of the city, without the time of their making. */
  private static List<SurgeQuote> comparable(List<SurgeQuote> quotes) {
    return quotes.stream()
        .filter(quote -> !Pace.isPacemakers(quote))
        .map(PipelineUnderTest::withoutClock)
        .toList();
  }

  /** A quote but for the time of its making. */
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
