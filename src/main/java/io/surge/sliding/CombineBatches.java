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

  CombineBatches(SlidingSpec<InputT, AccumT, OutputT, ResultT> spec, Coder<K> keyCoder) {
    this.spec = spec;
    this.keyCoder = keyCoder;
  }

  @ProcessElement
  public void process(
      @Element Iterable<TimestampedValue<KV<K, InputT>>> batch,
      OutputReceiver<KV<Integer, List<KeyInputs<K, InputT, AccumT>>>> output) {
    Map<K, Gathered> keys = new HashMap<>();
    for (TimestampedValue<KV<K, InputT>> element : batch) {
      KV<K, InputT> input = element.getValue();
      keys.computeIfAbsent(input.getKey(), key -> new Gathered()).add(element, input.getValue());
    }
    Map<Integer, List<KeyInputs<K, InputT, AccumT>>> shards = new HashMap<>();
    keys.forEach(
        (key, gathered) ->
            shards.computeIfAbsent(shardOf(key), shard -> new ArrayList<>()).add(gathered.of(key)));
    shards.forEach((shard, inputs) -> output.output(KV.of(shard, inputs)));
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
