package io.surge.sliding;

import java.util.List;
import org.apache.beam.sdk.values.TimestampedValue;

/**
 * What a batch holds of one key, on its way to the key's state.
 *
 * @param partials inputs that were combined already, at most one a slice
 * @param inputs those that may prove too late, and are to be handed back then
 */
record KeyInputs<K, InputT, AccumT>(
    K key, List<Partial<AccumT>> partials, List<TimestampedValue<InputT>> inputs) {

  /**
   * @param timestamp the earliest of the inputs, all of one slice, in epoch milliseconds
   */
  record Partial<AccumT>(long timestamp, AccumT accumulator) {}
}
