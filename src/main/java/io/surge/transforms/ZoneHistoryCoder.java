package io.surge.transforms;

import io.surge.sliding.SignedVarInt;
import io.surge.sliding.StateVersion;
import io.surge.transforms.ZoneHistory.Closing;
import io.surge.transforms.ZoneHistory.Live;
import io.surge.transforms.ZoneHistory.Told;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.BooleanCoder;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.coders.NullableCoder;

/** A version, then all fields in their order. Savepoints hold these bytes. */
final class ZoneHistoryCoder extends AtomicCoder<ZoneHistory> {
  private static final long serialVersionUID = 1L;
  private static final int VERSION = 1;
  private static final BooleanCoder FLAG = BooleanCoder.of();
  private static final Coder<List<Told>> TOLD = ListCoder.of(new ToldCoder());
  private static final Coder<List<Closing>> CLOSINGS = ListCoder.of(new ClosingCoder());
  private static final Coder<ZonePane> WAITING = NullableCoder.of(new ZonePaneCoder());

  @Override
  public void encode(ZoneHistory history, OutputStream out) throws IOException {
    out.write(VERSION);
    TOLD.encode(history.told(), out);
    CLOSINGS.encode(history.closings(), out);
    Live live = history.live();
    SignedVarInt.encode(live.newestEnd(), out);
    SignedVarInt.encode(live.heard(), out);
    FLAG.encode(live.spoken(), out);
    Bytes.writeFixed(live.signal(), out);
    SignedVarInt.encode(live.spokenAt(), out);
    WAITING.encode(live.waiting(), out);
  }

  @Override
  public ZoneHistory decode(InputStream in) throws IOException {
    StateVersion.read(in, VERSION);
    return new ZoneHistory(
        TOLD.decode(in),
        CLOSINGS.decode(in),
        new Live(
            SignedVarInt.decode(in),
            SignedVarInt.decode(in),
            FLAG.decode(in),
            Bytes.readFixed(in),
            SignedVarInt.decode(in),
            WAITING.decode(in)));
  }

  private static final class ToldCoder extends AtomicCoder<Told> {
    private static final long serialVersionUID = 1L;
    private static final ZoneLoadCoder LOADS = new ZoneLoadCoder();

    @Override
    public void encode(Told told, OutputStream out) throws IOException {
      SignedVarInt.encode(told.end(), out);
      LOADS.encode(told.load(), out);
      SignedVarInt.encode(told.panes(), out);
      SignedVarInt.encode(told.finals(), out);
    }

    @Override
    public Told decode(InputStream in) throws IOException {
      return new Told(
          SignedVarInt.decode(in),
          LOADS.decode(in),
          SignedVarInt.decode(in),
          SignedVarInt.decode(in));
    }
  }

  private static final class ClosingCoder extends AtomicCoder<Closing> {
    private static final long serialVersionUID = 1L;

    @Override
    public void encode(Closing closing, OutputStream out) throws IOException {
      SignedVarInt.encode(closing.end(), out);
      FLAG.encode(closing.late(), out);
    }

    @Override
    public Closing decode(InputStream in) throws IOException {
      return new Closing(SignedVarInt.decode(in), FLAG.decode(in));
    }
  }
}
