package io.surge.sliding;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.IterableCoder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Sum;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TimestampedValue;
import org.apache.beam.sdk.values.TimestampedValue.TimestampedValueCoder;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.joda.time.Instant;
import org.junit.jupiter.api.Test;

/** What comes together is combined by key and slice, and goes where a key's state has been. */
class CombineBatchesTest {
  private static final SlidingSpec<Integer, int[], Integer, Integer> SPEC =
      new SlidingSpec<>(
          new SlidingGrid(10, 0, 2),
          0,
          Sum.ofIntegers(),
          (sums, window) -> sums.stream().mapToInt(sum -> sum[0]).sum(),
          0,
          null,
          input -> Long.MAX_VALUE,
          input -> input > 0);

  @Test
  void combinesByKeyAndSliceAndKeepsShards() {
    Pipeline pipeline = Pipeline.create();
    PCollection<String> shown =
        pipeline
            .apply(
                Create.<Iterable<TimestampedValue<KV<String, Integer>>>>of(
                        List.of(
                            List.of(at(1, "a", 1), at(12, "a", 2), at(9, "a", 3), at(5, "b", -4))))
                    .withCoder(
                        IterableCoder.of(
                            TimestampedValueCoder.of(
                                KvCoder.of(StringUtf8Coder.of(), VarIntCoder.of())))))
            .apply(ParDo.of(new CombineBatches<>(SPEC, StringUtf8Coder.of())))
            .setCoder(
                KvCoder.of(
                    VarIntCoder.of(),
                    BlockListCoder.of(
                        new KeyInputsCoder<>(
                            StringUtf8Coder.of(),
                            VarIntCoder.of(),
                            Sum.ofIntegers()
                                .getAccumulatorCoder(
                                    pipeline.getCoderRegistry(), VarIntCoder.of())))))
            .apply(MapElements.into(TypeDescriptors.strings()).via(CombineBatchesTest::show));

    PAssert.that(shown)
        .containsInAnyOrder(
            shardOf((byte) 1, (byte) 'a') + ": a 1=4 12=2",
            shardOf((byte) 1, (byte) 'b') + ": b -4");
    pipeline.run().waitUntilFinish();
  }

  private static TimestampedValue<KV<String, Integer>> at(long time, String key, int value) {
    return TimestampedValue.of(KV.of(key, value), Instant.ofEpochMilli(time));
  }

  /** Savepoints rely on it: by the hash code of the array of the key's bytes. */
  private static int shardOf(byte... encodedKey) {
    return Shards.of(Arrays.hashCode(encodedKey));
  }

  private static String show(KV<Integer, List<KeyInputs<String, Integer, int[]>>> shard) {
    return shard.getValue().stream()
        .map(
            of ->
                shard.getKey()
                    + ": "
                    + of.key()
                    + of.partials().stream()
                        .map(sum -> " " + sum.timestamp() + "=" + sum.accumulator()[0])
                        .collect(Collectors.joining())
                    + of.inputs().stream()
                        .map(input -> " " + input.getValue())
                        .collect(Collectors.joining()))
        .collect(Collectors.joining("; "));
  }
}
