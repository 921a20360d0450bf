package io.surge.kafka;

import io.surge.domain.DeadLetter;
import io.surge.domain.RideEvent;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import org.apache.beam.sdk.coders.CannotProvideCoderException;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderRegistry;
import org.apache.beam.sdk.coders.StructuredCoder;

/** A byte that tells which it is, then the event or the dead letter. */
final class ArrivalCoder extends StructuredCoder<Arrival> {
  private static final long serialVersionUID = 1;
  private static final int ACCEPTED = 0;
  private static final int REJECTED = 1;

  private final Coder<RideEvent> events;
  private final Coder<DeadLetter> letters;

  private ArrivalCoder(Coder<RideEvent> events, Coder<DeadLetter> letters) {
    this.events = events;
    this.letters = letters;
  }

  /** Made of the coders that are registered for events and dead letters. */
  static ArrivalCoder registered() {
    CoderRegistry registry = CoderRegistry.createDefault();
    try {
      return new ArrivalCoder(
          registry.getCoder(RideEvent.class), registry.getCoder(DeadLetter.class));
    } catch (CannotProvideCoderException e) {
      throw new IllegalStateException("the pipeline's own coders are not registered", e);
    }
  }

  @Override
  public void encode(Arrival arrival, OutputStream out) throws IOException {
    if (arrival instanceof Arrival.Accepted accepted) {
      out.write(ACCEPTED);
      events.encode(accepted.event(), out);
    } else if (arrival instanceof Arrival.Rejected rejected) {
      out.write(REJECTED);
      letters.encode(rejected.letter(), out);
    }
  }

  @Override
  public Arrival decode(InputStream in) throws IOException {
    return in.read() == REJECTED
        ? new Arrival.Rejected(letters.decode(in))
        : new Arrival.Accepted(events.decode(in));
  }

  @Override
  public List<? extends Coder<?>> getCoderArguments() {
    return List.of(events, letters);
  }

  @Override
  public void verifyDeterministic() {}
}
