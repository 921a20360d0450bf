package io.surge;

import io.surge.domain.DeadLetter;
import io.surge.domain.RideEvent;
import io.surge.domain.SurgeQuote;
import io.surge.transforms.PriceRideEvents;
import io.surge.transforms.SurgeSettings;
import java.util.List;
import java.util.function.IntSupplier;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.CannotProvideCoderException;
import org.apache.beam.sdk.testing.TestStream;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Flatten;
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
    try (Gathering<SurgeQuote> finals = new Gathering<>()) {
      return run(
          pipeline,
          engine,
          settings,
          events(pipeline, engine, settings, steps, finals)
              .apply("OneByOne", ParDo.of(new OneByOne())),
          finals);
    }
  }

  /**
   * The outcome where events come in batches, as the source makes them: only events that may prove
   * too late have their origin.
   *
   * @param sizes of one batch after the other
   */
  static Outcome runInBatches(SurgeSettings settings, List<Step> steps, IntSupplier sizes) {
    Pipeline pipeline = Pipeline.create(Engine.DIRECT.options());
    try (Gathering<SurgeQuote> finals = new Gathering<>()) {
      return run(
          pipeline,
          Engine.DIRECT,
          settings,
          pipeline.apply("Steps", new Batches(settings, sizes).of(steps)),
          finals);
    }
  }

  private static Outcome run(
      Pipeline pipeline,
      Engine engine,
      SurgeSettings settings,
      PCollection<Iterable<RideEvent>> events,
      Gathering<SurgeQuote> finals) {
    try (Gathering<SurgeQuote> live = new Gathering<>();
        Gathering<DeadLetter> tooLate = new Gathering<>()) {
      PCollectionTuple priced = events.apply("Price", PriceRideEvents.with(settings));
      priced
          .get(PriceRideEvents.FINAL)
          .apply("FinalOneByOne", Flatten.iterables())
          .apply("Final", finals);
      spoken(priced.get(PriceRideEvents.LIVE).apply("LiveOneByOne", Flatten.iterables()), engine)
          .apply("Live", live);
      priced.get(PriceRideEvents.TOO_LATE).apply("TooLate", tooLate);
      pipeline.run().waitUntilFinish();
      return new Outcome(
          finals.elements().stream()
              .filter(quote -> !Pace.isPacemakers(quote))
              .map(PipelineUnderTest::withoutClock)
              .toList(),
          live.elements().stream().filter(quote -> !Pace.isPacemakers(quote)).toList(),
          tooLate.elements());
    }
  }

  private static PCollection<SurgeQuote> spoken(PCollection<SurgeQuote> live, Engine engine) {
    return engine == Engine.DIRECT ? live.apply("Clock", new ReadClock()) : live;
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

  static TestStream<RideEvent> stream(Pipeline pipeline, List<Step> steps) {
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

  /** A quote but for the time of its making. */
  static SurgeQuote withoutClock(SurgeQuote quote) {
    return computedAt(quote, 0);
  }

  /** A quote with another time of its making. */
  static SurgeQuote computedAt(SurgeQuote quote, long time) {
    return new SurgeQuote(
        quote.zoneId(),
        quote.multiplier(),
        quote.demand(),
        quote.supply(),
        quote.windowStart(),
        quote.windowEnd(),
        quote.timing(),
        quote.revision(),
        time);
  }
}
