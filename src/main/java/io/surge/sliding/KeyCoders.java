package io.surge.sliding;

import java.io.Serializable;
import org.apache.beam.sdk.coders.Coder;

/** How keys and their states are written. */
record KeyCoders<K, AccumT>(Coder<K> keys, KeyStateCoder<AccumT> states) implements Serializable {

  /** How what is new in a state is written. */
  KeyStateChanges<AccumT> changes() {
    return new KeyStateChanges<>(states);
  }
}
