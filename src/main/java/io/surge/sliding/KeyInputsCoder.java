package io.surge.sliding;

import io.surge.sliding.KeyInputs.Partial;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.StructuredCoder;
import org.apache.beam.sdk.util.VarInt;
import org.apache.beam.sdk.values.TimestampedValue;
import org.joda.time.Instant;

/** The bytes of {@link KeyInputs}. They travel between steps and stay in no state. */
final class KeyInputsCoder<K, InputT, AccumT>
    extends StructuredCoder<KeyInputs<K, InputT, AccumT>> {
  private static final long serialVersionUID = 1L;

  private final Coder<K> keys;
  private final Coder<InputT> inputs;
  private final Coder<AccumT> accumulators;

  KeyInputsCoder(Coder<K> keys, Coder<InputT> inputs, Coder<AccumT> accumulators) {
    this.keys = keys;
    this.inputs = inputs;
    this.accumulators = accumulators;
  }

  @Override
  public void encode(KeyInputs<K, InputT, AccumT> of, OutputStream out) throws IOException {
    keys.encode(of.key(), out);
    VarInt.encode(of.partials().size(), out);
    for (Partial<AccumT> partial : of.partials()) {
      SignedVarInt.encode(partial.timestamp(), out);
      accumulators.encode(partial.accumulator(), out);
    }
    VarInt.encode(of.inputs().size(), out);
    for (TimestampedValue<InputT> input : of.inputs()) {
      SignedVarInt.encode(input.getTimestamp().getMillis(), out);
      inputs.encode(input.getValue(), out);
    }
  }

  @Override
  public KeyInputs<K, InputT, AccumT> decode(InputStream in) throws IOException {
    K key = keys.decode(in);
    int partialCount = VarInt.decodeInt(in);
    List<Partial<AccumT>> partials = new ArrayList<>(partialCount);
    for (int i = 0; i < partialCount; i++) {
      partials.add(new Partial<>(SignedVarInt.decode(in), accumulators.decode(in)));
    }
    int inputCount = VarInt.decodeInt(in);
    List<TimestampedValue<InputT>> values = new ArrayList<>(inputCount);
    for (int i = 0; i < inputCount; i++) {
      Instant timestamp = Instant.ofEpochMilli(SignedVarInt.decode(in));
      values.add(TimestampedValue.of(inputs.decode(in), timestamp));
    }
    return new KeyInputs<>(key, partials, values);
  }

  @Override
  public List<? extends Coder<?>> getCoderArguments() {
    return List.of(keys, inputs, accumulators);
  }

  @Override
  public void verifyDeterministic() {}
}
