package io.surge.sliding;

import io.surge.sliding.KeyInputs.Partial;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TimestampedValue;

/**
 * Combines what a batch holds of a key and slice before it travels to the key's state, and lets all
 * keys of a shard travel together. Nothing waits here for company: a batch is what was there to be
 * taken at one moment, so it is small when there is little to do and large when there is much.
 */
final class CombineBatches<K, InputT, AccumT, OutputT, ResultT>
    extends DoFn<
        Iterable<TimestampedValue<KV<K, InputT>>>,
        KV<Integer, List<KeyInputs<K, InputT, AccumT>>>> {
  private static final long serialVersionUID = 1L;

  private final SlidingSpec<InputT, AccumT, OutputT, ResultT> spec;
  private final Coder<K> keyCoder;

  /** A sum of what was fetched, which means nothing: what is not used is not read. */
  @SuppressWarnings("UnusedVariable")
  private transient int fetched;

  CombineBatches(SlidingSpec<InputT, AccumT, OutputT, ResultT> spec, Coder<K> keyCoder) {
    this.spec = spec;
    this.keyCoder = keyCoder;
  }

  @ProcessElement
  public void process(
      @Element Iterable<TimestampedValue<KV<K, InputT>>> batch,
      OutputReceiver<KV<Integer, List<KeyInputs<K, InputT, AccumT>>>> output) {
    for (List<TimestampedValue<KV<K, InputT>>> dealt : deal(batch)) {
      if (!dealt.isEmpty()) {
        int shard = shardOf(dealt.get(0).getValue().getKey());
        output.output(KV.of(shard, combine(dealt)));
      }
    }
  }

  /**
   * By shard: where keys are many, what is combined of all of them would not fit into the
   * processor's caches, and would have to be fetched from memory when it is written for its way.
   */
  private List<List<TimestampedValue<KV<K, InputT>>>> deal(
      Iterable<TimestampedValue<KV<K, InputT>>> batch) {
    List<List<TimestampedValue<KV<K, InputT>>>> shards = new ArrayList<>(Shards.COUNT);
    for (int i = 0; i < Shards.COUNT; i++) {
      shards.add(new ArrayList<>());
    }
    for (TimestampedValue<KV<K, InputT>> element : batch) {
      shards.get(Shards.rankOf(shardOf(element.getValue().getKey()))).add(element);
    }
    return shards;
  }

  private List<KeyInputs<K, InputT, AccumT>> combine(List<TimestampedValue<KV<K, InputT>>> dealt) {
    Map<K, Gathered> keys = new HashMap<>();
    List<KeyInputs<K, InputT, AccumT>> combined = new ArrayList<>();
    FetchAhead.forEach(
        dealt,
        this::fetchKeys,
        element -> {
          KV<K, InputT> input = element.getValue();
          keys.computeIfAbsent(input.getKey(), key -> begin(key, combined))
              .add(element, input.getValue());
        });
    return combined;
  }

  /** What is gathered from now on is part of what is combined, too. */
  private Gathered begin(K key, List<KeyInputs<K, InputT, AccumT>> combined) {
    Gathered gathered = new Gathered();
    combined.add(gathered.of(key));
    return gathered;
  }

  /** As {@link FetchAhead} has it. */
  private void fetchKeys(List<TimestampedValue<KV<K, InputT>>> some) {
    int read = 0;
    for (TimestampedValue<KV<K, InputT>> element : some) {
      read += element.getValue().getKey().hashCode();
    }
    fetched += read;
  }

  /** By the key's bytes, which are the same in every process; its hash code need not be. */
  private int shardOf(K key) {
    ByteHash hash = new ByteHash();
    try {
      keyCoder.encode(key, hash);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Shards.of(hash.value);
  }

  /** Hashes as {@link Arrays#hashCode(byte[])} does, and keeps no byte. */
  private static final class ByteHash extends OutputStream {
    private int value = 1;

    @Override
    public void write(int next) {
      value = 31 * value + (byte) next;
    }
  }

  private final class Gathered {
    private final List<Partial<AccumT>> partials = new ArrayList<>(1);
    private final List<TimestampedValue<InputT>> inputs = new ArrayList<>(0);

    void add(TimestampedValue<?> element, InputT input) {
      if (spec.combinesEarly(input)) {
        combine(element.getTimestamp().getMillis(), input);
      } else {
        inputs.add(TimestampedValue.of(input, element.getTimestamp()));
      }
    }

    private void combine(long timestamp, InputT input) {
      long slice = spec.grid().sliceOf(timestamp);
      int at = 0;
      while (at < partials.size() && spec.grid().sliceOf(partials.get(at).timestamp()) != slice) {
        at++;
      }
      if (at == partials.size()) {
        partials.add(new Partial<>(timestamp, spec.accumulatorOf(input)));
      } else {
        Partial<AccumT> former = partials.get(at);
        partials.set(
            at,
            new Partial<>(
                Math.min(former.timestamp(), timestamp),
                spec.combineFn().addInput(former.accumulator(), input)));
      }
    }

    KeyInputs<K, InputT, AccumT> of(K key) {
      return new KeyInputs<>(key, partials, inputs);
    }
  }
}
