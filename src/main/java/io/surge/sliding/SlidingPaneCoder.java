package io.surge.sliding;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.StructuredCoder;
import org.apache.beam.sdk.transforms.windowing.IntervalWindow;
import org.apache.beam.sdk.transforms.windowing.IntervalWindow.IntervalWindowCoder;
import org.apache.beam.sdk.transforms.windowing.PaneInfo;
import org.apache.beam.sdk.transforms.windowing.PaneInfo.PaneInfoCoder;

/** The bytes of a {@link SlidingPane}. They travel between steps and stay in no state. */
public final class SlidingPaneCoder<T> extends StructuredCoder<SlidingPane<T>> {
  private static final long serialVersionUID = 1L;

  private final Coder<T> valueCoder;

  public SlidingPaneCoder(Coder<T> valueCoder) {
    this.valueCoder = valueCoder;
  }

  @Override
  public void encode(SlidingPane<T> pane, OutputStream out) throws IOException {
    IntervalWindowCoder.of().encode(pane.window(), out);
    PaneInfoCoder.INSTANCE.encode(pane.pane(), out);
    out.write(pane.closing() ? 1 : 0);
    valueCoder.encode(pane.value(), out);
  }

  @Override
  public SlidingPane<T> decode(InputStream in) throws IOException {
    IntervalWindow window = IntervalWindowCoder.of().decode(in);
    PaneInfo pane = PaneInfoCoder.INSTANCE.decode(in);
    boolean closing = in.read() == 1;
    return new SlidingPane<>(window, pane, closing, valueCoder.decode(in));
  }

  @Override
  public List<? extends Coder<?>> getCoderArguments() {
    return List.of(valueCoder);
  }

  @Override
  public void verifyDeterministic() throws NonDeterministicException {
    valueCoder.verifyDeterministic();
  }
}
