package io.surge.sliding;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.testing.TestStream;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Sum;
import org.apache.beam.sdk.transforms.windowing.AfterPane;
import org.apache.beam.sdk.transforms.windowing.AfterWatermark;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.IntervalWindow;
import org.apache.beam.sdk.transforms.windowing.PaneInfo;
import org.apache.beam.sdk.transforms.windowing.SlidingWindows;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TimestampedValue;
import org.joda.time.Duration;
import org.joda.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A transform of its own: here it sums integers and has never heard of a price. */
class SlidingCombineTest {
  private static final Map<String, ConcurrentLinkedQueue<Fired>> OUTPUT = new ConcurrentHashMap<>();
  private static final int MANY = 10 * ClosingPortions.KEYS;
  private static final Duration LATENESS = Duration.millis(70);

  /** A pane as either way of combining tells it. */
  private record Fired(
      String key, IntervalWindow window, PaneInfo.Timing timing, long revision, int sum) {}

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void firesWhatWindowAndCombineFire(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    long period = random.nextLong(5, 50);
    SlidingWindows windows =
        SlidingWindows.of(Duration.millis(period * random.nextLong(1, 6)))
            .every(Duration.millis(period))
            .withOffset(Duration.millis(random.nextLong(period)));
    TestStream<KV<String, Integer>> stream = randomStream(random);

    Map<String, Fired> sliced = newest(run(stream, input -> sliced(input, windows)));
    Map<String, Fired> bySlices = newest(run(stream, input -> slicedBySlices(input, windows)));
    Map<String, Fired> literal = newest(run(stream, input -> literally(input, windows)));

    assertThat(sliced, is(literal));
    assertThat(bySlices, is(literal));
  }

  /** So many that they are closed in portions. */
  @Test
  void manyKeysCloseTheirWindowsOnceEach() {
    SlidingWindows windows = SlidingWindows.of(Duration.millis(20)).every(Duration.millis(10));
    TestStream.Builder<KV<String, Integer>> many = keys(MANY);
    for (long watermark = 10_020; watermark < 10_040; watermark++) {
      many = many.advanceWatermarkTo(Instant.ofEpochMilli(watermark));
    }
    TestStream<KV<String, Integer>> stream = many.advanceWatermarkToInfinity();

    List<Fired> sliced = run(stream, input -> sliced(input, windows));

    assertThat(newest(sliced), is(newest(run(stream, input -> literally(input, windows)))));
    assertThat(sliced, hasSize(2 * MANY));
    assertThat(
        sliced.stream().map(Fired::timing).distinct().toList(),
        is(List.of(PaneInfo.Timing.ON_TIME)));
  }

  /** The last watermark of a replay is followed by none: then portions follow by the clock. */
  @Test
  void manyKeysCloseTheirWindowsAlsoWhereTheWatermarkStands() {
    SlidingWindows windows = SlidingWindows.of(Duration.millis(20)).every(Duration.millis(10));
    TestStream.Builder<KV<String, Integer>> many =
        keys(MANY).advanceWatermarkTo(Instant.ofEpochMilli(10_040));
    for (int portion = 0; portion < 20; portion++) {
      many = many.advanceProcessingTime(Duration.millis(ClosingPortions.PAUSE_MILLIS));
    }
    TestStream<KV<String, Integer>> stream =
        many.addElements(TimestampedValue.of(KV.of("too late", 0), Instant.ofEpochMilli(1_000)))
            .advanceWatermarkToInfinity();

    List<String> keys =
        run(stream, input -> slicedAndTooLate(input, windows)).stream().map(Fired::key).toList();

    assertThat(keys, hasSize(2 * MANY + 1));
    assertThat(keys.indexOf("too late"), is(2 * MANY));
  }

  /** What comes while a closing has to wait is in no window that has ended, or late for it. */
  @ParameterizedTest
  @ValueSource(longs = {0, 70})
  void whatComesBeforeThePostponedClosingDoesNotGetIntoIt(long lateness) {
    int count = 3 * ClosingPortions.KEYS;
    Duration allowed = Duration.millis(lateness);
    SlidingWindows windows = SlidingWindows.of(Duration.millis(20)).every(Duration.millis(10));
    TestStream.Builder<KV<String, Integer>> many =
        keys(count).advanceWatermarkTo(Instant.ofEpochMilli(10_020));
    for (int key = 0; key < count; key++) {
      many = add(key, key % 2 == 0 ? 10_025 : 10_012, many);
    }
    for (long watermark = 10_021; watermark < 10_070; watermark++) {
      many = many.advanceWatermarkTo(Instant.ofEpochMilli(watermark));
    }
    TestStream<KV<String, Integer>> stream = many.advanceWatermarkToInfinity();

    List<Fired> sliced = run(stream, input -> sliced(input, windows, allowed));
    List<Fired> literal = run(stream, input -> literally(input, windows, allowed));

    assertThat(Set.copyOf(sliced), is(Set.copyOf(literal)));
    assertThat(sliced, hasSize(literal.size()));
  }

  private static TestStream.Builder<KV<String, Integer>> keys(int count) {
    TestStream.Builder<KV<String, Integer>> many =
        TestStream.create(KvCoder.of(StringUtf8Coder.of(), VarIntCoder.of()))
            .advanceWatermarkTo(Instant.ofEpochMilli(10_000));
    for (int key = 0; key < count; key++) {
      many = add(key, 10_005, many);
    }
    return many;
  }

  private static TestStream.Builder<KV<String, Integer>> add(
      int key, long timestamp, TestStream.Builder<KV<String, Integer>> stream) {
    return stream.addElements(
        TimestampedValue.of(KV.of("key-" + key, key), Instant.ofEpochMilli(timestamp)));
  }

  private static PCollection<KV<String, SlidingPane<Integer>>> slicedAndTooLate(
      PCollection<KV<String, Integer>> input, SlidingWindows windows) {
    SlidingCombine<String, Integer, int[], Integer, Integer> combine = combine(windows, LATENESS);
    PCollectionTuple combined = input.apply("Sliced", combine);
    PCollection<KV<String, SlidingPane<Integer>>> tooLate =
        combined
            .get(combine.tooLate())
            .apply("AsPane", ParDo.of(new AsPane()))
            .setCoder(combined.get(combine.panes()).getCoder());
    return PCollectionList.of(combined.get(combine.panes()))
        .and(tooLate)
        .apply("Both", Flatten.pCollections());
  }

  private static SlidingCombine<String, Integer, int[], Integer, Integer> combine(
      SlidingWindows windows, Duration lateness) {
    return SlidingCombine.perKey(
        windows, lateness, Sum.ofIntegers(), (sum, window) -> sum, VarIntCoder.of());
  }

  private static PCollection<KV<String, SlidingPane<Integer>>> sliced(
      PCollection<KV<String, Integer>> input, SlidingWindows windows) {
    return sliced(input, windows, LATENESS);
  }

  private static PCollection<KV<String, SlidingPane<Integer>>> sliced(
      PCollection<KV<String, Integer>> input, SlidingWindows windows, Duration lateness) {
    SlidingCombine<String, Integer, int[], Integer, Integer> combine = combine(windows, lateness);
    PCollectionTuple combined = input.apply("Sliced", combine);
    return combined.get(combine.panes());
  }

  /** Says what a window holds without merging its slices. */
  private static PCollection<KV<String, SlidingPane<Integer>>> slicedBySlices(
      PCollection<KV<String, Integer>> input, SlidingWindows windows) {
    SlidingCombine<String, Integer, int[], Integer, Integer> combine =
        combine(windows, LATENESS)
            .viewingSlices((sums, window) -> sums.stream().mapToInt(sum -> sum[0]).sum());
    PCollectionTuple combined = input.apply("BySlices", combine);
    return combined.get(combine.panes());
  }

  private static PCollection<KV<String, SlidingPane<Integer>>> literally(
      PCollection<KV<String, Integer>> input, SlidingWindows windows) {
    return literally(input, windows, LATENESS);
  }

  private static PCollection<KV<String, SlidingPane<Integer>>> literally(
      PCollection<KV<String, Integer>> input, SlidingWindows windows, Duration lateness) {
    return input
        .apply(
            "Windows",
            Window.<KV<String, Integer>>into(windows)
                .triggering(
                    AfterWatermark.pastEndOfWindow()
                        .withLateFirings(AfterPane.elementCountAtLeast(1)))
                .withAllowedLateness(lateness)
                .accumulatingFiredPanes())
        .apply("Combine", Combine.perKey(Sum.ofIntegers()))
        .apply("Reify", ParDo.of(new Reify()))
        .setCoder(KvCoder.of(StringUtf8Coder.of(), new SlidingPaneCoder<>(VarIntCoder.of())));
  }

  /** One element at a time: of several at once Beam makes one late pane. */
  private static TestStream<KV<String, Integer>> randomStream(SplittableRandom random) {
    TestStream.Builder<KV<String, Integer>> stream =
        TestStream.create(KvCoder.of(StringUtf8Coder.of(), VarIntCoder.of()));
    long now = 10_000;
    stream = stream.advanceWatermarkTo(Instant.ofEpochMilli(now));
    for (int i = 0; i < 40; i++) {
      long timestamp = now + random.nextLong(-200, 100);
      KV<String, Integer> element =
          KV.of(random.nextBoolean() ? "ebb" : "flow", random.nextInt(1, 10));
      stream = stream.addElements(TimestampedValue.of(element, Instant.ofEpochMilli(timestamp)));
      if (random.nextInt(3) == 0) {
        now += random.nextLong(1, 60);
        stream = stream.advanceWatermarkTo(Instant.ofEpochMilli(now));
      }
    }
    return stream.advanceWatermarkToInfinity();
  }

  private static List<Fired> run(TestStream<KV<String, Integer>> stream, Way way) {
    String run = UUID.randomUUID().toString();
    OUTPUT.put(run, new ConcurrentLinkedQueue<>());
    Pipeline pipeline =
        Pipeline.create(PipelineOptionsFactory.fromArgs("--targetParallelism=1").create());
    way.combine(pipeline.apply(stream)).apply("Collect", ParDo.of(new Collect(run)));
    pipeline.run().waitUntilFinish();
    return List.copyOf(OUTPUT.remove(run));
  }

  /** The newest pane of each key and window. */
  private static Map<String, Fired> newest(List<Fired> fired) {
    Map<String, Fired> newest = new TreeMap<>();
    for (Fired pane : fired) {
      newest.merge(
          pane.key() + " " + pane.window(),
          pane,
          (one, other) -> one.revision() > other.revision() ? one : other);
    }
    return newest;
  }

  @FunctionalInterface
  private interface Way {
    PCollection<KV<String, SlidingPane<Integer>>> combine(PCollection<KV<String, Integer>> input);
  }

  private static final class Reify
      extends DoFn<KV<String, Integer>, KV<String, SlidingPane<Integer>>> {
    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void reify(
        @Element KV<String, Integer> sum,
        BoundedWindow window,
        PaneInfo pane,
        OutputReceiver<KV<String, SlidingPane<Integer>>> output) {
      output.output(
          KV.of(
              sum.getKey(),
              new SlidingPane<>((IntervalWindow) window, pane, false, sum.getValue())));
    }
  }

  private static final class AsPane
      extends DoFn<KV<String, Integer>, KV<String, SlidingPane<Integer>>> {
    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void process(
        @Element KV<String, Integer> element,
        OutputReceiver<KV<String, SlidingPane<Integer>>> output) {
      IntervalWindow none = new IntervalWindow(Instant.EPOCH, Instant.EPOCH);
      output.output(
          KV.of(
              element.getKey(),
              new SlidingPane<>(none, PaneInfo.NO_FIRING, false, element.getValue())));
    }
  }

  private static final class Collect extends DoFn<KV<String, SlidingPane<Integer>>, Void> {
    private static final long serialVersionUID = 1L;
    private final String run;

    Collect(String run) {
      this.run = run;
    }

    @ProcessElement
    public void collect(@Element KV<String, SlidingPane<Integer>> element) {
      SlidingPane<Integer> pane = element.getValue();
      OUTPUT
          .get(run)
          .add(
              new Fired(
                  element.getKey(),
                  pane.window(),
                  pane.pane().getTiming(),
                  pane.pane().getNonSpeculativeIndex(),
                  pane.value()));
    }
  }
}
