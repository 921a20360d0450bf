package io.surge.sliding;

import java.util.List;
import org.apache.beam.sdk.coders.CannotProvideCoderException;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderRegistry;
import org.apache.beam.sdk.coders.IterableCoder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.Combine.CombineFn;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.SerializableBiFunction;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.transforms.windowing.IntervalWindow;
import org.apache.beam.sdk.transforms.windowing.SlidingWindows;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TimestampedValue;
import org.apache.beam.sdk.values.TimestampedValue.TimestampedValueCoder;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.joda.time.Duration;
import org.joda.time.Instant;

/**
 * Combines values per key in sliding windows, by slices: as {@code Window.into(windows)} with an
 * {@code AfterWatermark} trigger, accumulating panes and an allowed lateness, followed by {@code
 * Combine.perKey(fn)}, but with one state a key instead of one a key and window, and one update an
 * element instead of one for each window that holds it.
 *
 * <ul>
 *   <li>A window's ON_TIME pane leaves when the watermark reaches its end, or, where windows of
 *       very many keys end at once, some moments later, so that early panes need not wait for all.
 *   <li>A LATE pane leaves for each late element that changes the result of a window; a correction
 *       that changes nothing is not fired.
 *   <li>An element that is too late for all its windows leaves by {@link #tooLate()}.
 *   <li>On request, EARLY panes of the newest open window leave when its result changes, and a
 *       closing pane follows the last window of a key that holds something.
 * </ul>
 *
 * <p>The input is in the global window; panes name their windows themselves. A key's state is gone
 * once its last window takes no more corrections. The {@link CombineFn} must not modify
 * accumulators given to it other than the first of a merge or the one it adds an input to, and a
 * slice's accumulator is the unit of state: it should be small.
 *
 * @param <K> the key; needs a deterministic coder
 * @param <ResultT> what a window says; compared by {@code equals}
 */
public final class SlidingCombine<K, InputT, AccumT, OutputT, ResultT>
    extends PTransform<PCollection<KV<K, InputT>>, PCollectionTuple> {

  private final SlidingSpec<InputT, AccumT, OutputT, ResultT> spec;
  private final Coder<ResultT> resultCoder;
  private final TupleTag<KV<K, SlidingPane<ResultT>>> panes = new TupleTag<>("panes");
  private final TupleTag<Iterable<KV<K, SlidingPane<ResultT>>>> paneBatches =
      new TupleTag<>("paneBatches");
  private final TupleTag<KV<K, InputT>> tooLate = new TupleTag<>("tooLate");

  private SlidingCombine(
      SlidingSpec<InputT, AccumT, OutputT, ResultT> spec, Coder<ResultT> resultCoder) {
    this.spec = spec;
    this.resultCoder = resultCoder;
  }

  /**
   * The combined value of each key and window.
   *
   * @param view what a window says, given the combined output of its elements
   * @param resultCoder the coder of what it says
   * @throws IllegalArgumentException if the windows' size is not a multiple of their period
   */
  public static <K, InputT, AccumT, OutputT, ResultT>
      SlidingCombine<K, InputT, AccumT, OutputT, ResultT> perKey(
          SlidingWindows windows,
          Duration allowedLateness,
          CombineFn<InputT, AccumT, OutputT> combineFn,
          SerializableBiFunction<OutputT, IntervalWindow, ResultT> view,
          Coder<ResultT> resultCoder) {
    return new SlidingCombine<>(
        new SlidingSpec<>(
            SlidingGrid.of(windows),
            allowedLateness.getMillis(),
            combineFn,
            (slices, window) ->
                view.apply(combineFn.extractOutput(SlidingSpec.merge(combineFn, slices)), window),
            null,
            null,
            input -> Long.MAX_VALUE,
            input -> false),
        resultCoder);
  }

  /**
   * Says the same by a shorter way than to merge the accumulators of a window's slices: results are
   * computed often, each early pane asks for one.
   *
   * @param view what a window says, given the accumulators of its slices, some of which may have
   *     been merged; it must not change them
   */
  public SlidingCombine<K, InputT, AccumT, OutputT, ResultT> viewingSlices(
      SerializableBiFunction<List<AccumT>, IntervalWindow, ResultT> view) {
    return with(view, spec.vacancy(), spec.early(), spec.lastEnd(), spec.combinable());
  }

  /**
   * Windows with this result need no panes; the first of them behind a window with another one gets
   * a pane all the same, its closing pane.
   */
  public SlidingCombine<K, InputT, AccumT, OutputT, ResultT> closingWith(ResultT vacancy) {
    return with(spec.view(), vacancy, spec.early(), spec.lastEnd(), spec.combinable());
  }

  public SlidingCombine<K, InputT, AccumT, OutputT, ResultT> withEarlyPanes(
      EarlyPanes<ResultT> early) {
    return with(spec.view(), spec.vacancy(), early, spec.lastEnd(), spec.combinable());
  }

  /**
   * Where an input matters for fewer windows than hold it, it is too late once these take no more
   * corrections.
   *
   * @param lastEnd the end of the last window that an input matters for, in epoch milliseconds
   */
  public SlidingCombine<K, InputT, AccumT, OutputT, ResultT> whereInputsLastUntil(
      SerializableFunction<InputT, Long> lastEnd) {
    return with(spec.view(), spec.vacancy(), spec.early(), lastEnd, spec.combinable());
  }

  /**
   * Names the inputs of a batch that may be combined before they travel. Such an input must not be
   * able to prove too late: one that does all the same is dropped and counted, as Beam's own
   * grouping drops it, because it cannot be told apart from the others any more.
   */
  public SlidingCombine<K, InputT, AccumT, OutputT, ResultT> combiningEarly(
      SerializableFunction<InputT, Boolean> combinable) {
    return with(spec.view(), spec.vacancy(), spec.early(), spec.lastEnd(), combinable);
  }

  private SlidingCombine<K, InputT, AccumT, OutputT, ResultT> with(
      SerializableBiFunction<List<AccumT>, IntervalWindow, ResultT> view,
      @Nullable ResultT vacancy,
      @Nullable EarlyPanes<ResultT> early,
      SerializableFunction<InputT, Long> lastEnd,
      SerializableFunction<InputT, Boolean> combinable) {
    return new SlidingCombine<>(
        new SlidingSpec<>(
            spec.grid(),
            spec.lateness(),
            spec.combineFn(),
            view,
            vacancy,
            early,
            lastEnd,
            combinable),
        resultCoder);
  }

  /** The output that holds the panes, each stamped with the last instant of its window. */
  public TupleTag<KV<K, SlidingPane<ResultT>>> panes() {
    return panes;
  }

  /**
   * The output of {@link #ofBatches()} that holds the panes: those that leave at one moment,
   * stamped with the last instant of the earliest of their windows. Panes of a key keep their
   * order.
   */
  public TupleTag<Iterable<KV<K, SlidingPane<ResultT>>>> paneBatches() {
    return paneBatches;
  }

  /** The output that holds the elements that came too late for all their windows. */
  public TupleTag<KV<K, InputT>> tooLate() {
    return tooLate;
  }

  /**
   * The same for elements that come and panes that leave in batches, which cost less than one by
   * one. Each of the inputs is combined where it is made: they meet behind the shuffle only.
   */
  public PTransform<PCollectionList<Iterable<TimestampedValue<KV<K, InputT>>>>, PCollectionTuple>
      ofBatches() {
    return new OfBatches<>(this);
  }

  @Override
  public PCollectionTuple expand(PCollection<KV<K, InputT>> input) {
    PCollectionTuple combined =
        PCollectionList.of(
                input
                    .apply("BatchOfOne", ParDo.of(new BatchOfOne<>()))
                    .setCoder(IterableCoder.of(TimestampedValueCoder.of(input.getCoder()))))
            .apply("OfBatches", ofBatches());
    PCollection<Iterable<KV<K, SlidingPane<ResultT>>>> batches = combined.get(paneBatches);
    PCollection<KV<K, SlidingPane<ResultT>>> single =
        batches
            .apply("OneByOne", ParDo.of(new OneByOne<K, ResultT>()))
            .setCoder(
                ((IterableCoder<KV<K, SlidingPane<ResultT>>>) batches.getCoder()).getElemCoder());
    return PCollectionTuple.of(panes, single).and(tooLate, combined.get(tooLate));
  }

  private static final class BatchOfOne<T> extends DoFn<T, Iterable<TimestampedValue<T>>> {
    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void process(
        @Element T element,
        @Timestamp Instant timestamp,
        OutputReceiver<Iterable<TimestampedValue<T>>> output) {
      output.output(List.of(TimestampedValue.of(element, timestamp)));
    }
  }

  private static final class OneByOne<K, ResultT>
      extends DoFn<Iterable<KV<K, SlidingPane<ResultT>>>, KV<K, SlidingPane<ResultT>>> {
    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void process(
        @Element Iterable<KV<K, SlidingPane<ResultT>>> batch,
        OutputReceiver<KV<K, SlidingPane<ResultT>>> panes) {
      for (KV<K, SlidingPane<ResultT>> pane : batch) {
        panes.outputWithTimestamp(pane, pane.getValue().window().maxTimestamp());
      }
    }
  }

  private static final class OfBatches<K, InputT, AccumT, OutputT, ResultT>
      extends PTransform<
          PCollectionList<Iterable<TimestampedValue<KV<K, InputT>>>>, PCollectionTuple> {
    private static final long serialVersionUID = 1L;

    private final SlidingCombine<K, InputT, AccumT, OutputT, ResultT> combine;

    OfBatches(SlidingCombine<K, InputT, AccumT, OutputT, ResultT> combine) {
      this.combine = combine;
    }

    @Override
    public PCollectionTuple expand(
        PCollectionList<Iterable<TimestampedValue<KV<K, InputT>>>> inputs) {
      return combine.combine(inputs);
    }
  }

  private PCollectionTuple combine(
      PCollectionList<Iterable<TimestampedValue<KV<K, InputT>>>> inputs) {
    KvCoder<K, InputT> elements = elementCoder(inputs.get(0).getCoder());
    Coder<AccumT> accumulators =
        accumulatorCoder(inputs.getPipeline().getCoderRegistry(), elements);
    KvCoder<Integer, List<KeyInputs<K, InputT, AccumT>>> batchCoder =
        KvCoder.of(
            VarIntCoder.of(),
            BlockListCoder.of(
                new KeyInputsCoder<>(
                    elements.getKeyCoder(), elements.getValueCoder(), accumulators)));
    PCollectionList<KV<Integer, List<KeyInputs<K, InputT, AccumT>>>> batches =
        PCollectionList.empty(inputs.getPipeline());
    for (int i = 0; i < inputs.size(); i++) {
      batches =
          batches.and(
              inputs
                  .get(i)
                  .apply(
                      "CombineBatches" + i,
                      ParDo.of(new CombineBatches<>(spec, elements.getKeyCoder())))
                  .setCoder(batchCoder));
    }
    PCollectionTuple output =
        batches
            .apply("Batches", Flatten.pCollections())
            .apply(
                "CombineShards",
                ParDo.of(
                        new CombineShards<>(
                            spec, elements.getKeyCoder(), accumulators, paneBatches, tooLate))
                    .withOutputTags(paneBatches, TupleTagList.of(tooLate)));
    output
        .get(paneBatches)
        .setCoder(
            IterableCoder.of(
                KvCoder.of(elements.getKeyCoder(), new SlidingPaneCoder<>(resultCoder))));
    output.get(tooLate).setCoder(elements);
    return output;
  }

  @SuppressWarnings("unchecked") // a batch's coder is made of its elements'
  private KvCoder<K, InputT> elementCoder(
      Coder<Iterable<TimestampedValue<KV<K, InputT>>>> batchCoder) {
    Coder<?> timestamped = batchCoder.getCoderArguments().get(0);
    return (KvCoder<K, InputT>) timestamped.getCoderArguments().get(0);
  }

  private Coder<AccumT> accumulatorCoder(CoderRegistry registry, KvCoder<K, InputT> coder) {
    try {
      return spec.combineFn().getAccumulatorCoder(registry, coder.getValueCoder());
    } catch (CannotProvideCoderException e) {
      throw new IllegalArgumentException("the combine function names no accumulator coder", e);
    }
  }
}
