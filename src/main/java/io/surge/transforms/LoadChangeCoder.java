package io.surge.transforms;

import io.surge.domain.InputRecord;
import io.surge.domain.LoadChange;
import io.surge.sliding.SignedVarInt;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.NullableCoder;
import org.apache.beam.sdk.util.VarInt;

/** Some ten bytes, and the record behind the change where it travels along. */
final class LoadChangeCoder extends AtomicCoder<LoadChange> {
  private static final long serialVersionUID = 1L;
  private static final Coder<InputRecord> ORIGINS = NullableCoder.of(new InputRecordCoder());

  @Override
  public void encode(LoadChange change, OutputStream out) throws IOException {
    SignedVarInt.encode(change.demand(), out);
    SignedVarInt.encode(change.supply(), out);
    SignedVarInt.encode(change.firstEnd(), out);
    boolean open = change.lastEnd() == LoadChange.WHILE_WINDOWS_HOLD_IT;
    VarInt.encode(open ? 0 : 1 + change.lastEnd() - change.firstEnd(), out);
    ORIGINS.encode(change.origin(), out);
  }

  @Override
  public LoadChange decode(InputStream in) throws IOException {
    long demand = SignedVarInt.decode(in);
    long supply = SignedVarInt.decode(in);
    long firstEnd = SignedVarInt.decode(in);
    long span = VarInt.decodeLong(in);
    long lastEnd = span == 0 ? LoadChange.WHILE_WINDOWS_HOLD_IT : firstEnd + span - 1;
    return new LoadChange(demand, supply, firstEnd, lastEnd, ORIGINS.decode(in));
  }
}
