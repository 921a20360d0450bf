package io.surge.transforms;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.transforms.DoFn.MultiOutputReceiver;
import org.apache.beam.sdk.transforms.DoFn.OutputReceiver;
import org.apache.beam.sdk.values.OutputBuilder;
import org.apache.beam.sdk.values.Row;
import org.apache.beam.sdk.values.TupleTag;
import org.joda.time.Instant;

/** What a step that is called by hand gives out, in its order and without its timestamps. */
final class Received implements MultiOutputReceiver {
  private final Map<TupleTag<?>, List<Object>> byTag = new HashMap<>();

  /** Takes what has come since this was last asked. */
  List<Object> take(TupleTag<?> tag) {
    List<Object> taken = byTag.remove(tag);
    return taken == null ? List.of() : taken;
  }

  @Override
  public <T> OutputReceiver<T> get(TupleTag<T> tag) {
    return new OutputReceiver<>() {
      @Override
      public OutputBuilder<T> builder(T element) {
        throw new UnsupportedOperationException();
      }

      @Override
      public void output(T element) {
        byTag.computeIfAbsent(tag, any -> new ArrayList<>()).add(element);
      }

      @Override
      public void outputWithTimestamp(T element, Instant timestamp) {
        output(element);
      }
    };
  }

  @Override
  public <T> OutputReceiver<Row> getRowReceiver(TupleTag<T> tag) {
    throw new UnsupportedOperationException();
  }
}
