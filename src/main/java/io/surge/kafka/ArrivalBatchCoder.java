package io.surge.kafka;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.coders.StructuredCoder;

/** The list. Batches are taken apart right behind the source and stay in no state. */
final class ArrivalBatchCoder extends StructuredCoder<ArrivalBatch> {
  private static final long serialVersionUID = 1;

  private final Coder<List<Arrival>> arrivals = ListCoder.of(ArrivalCoder.registered());

  @Override
  public void encode(ArrivalBatch batch, OutputStream out) throws IOException {
    arrivals.encode(batch.arrivals(), out);
  }

  @Override
  public ArrivalBatch decode(InputStream in) throws IOException {
    return new ArrivalBatch(arrivals.decode(in));
  }

  @Override
  public List<? extends Coder<?>> getCoderArguments() {
    return List.of(arrivals);
  }

  @Override
  public void verifyDeterministic() {}
}
