package io.surge.transforms;

import io.surge.domain.QuoteTiming;
import io.surge.domain.SurgeQuote;
import io.surge.sliding.SignedVarInt;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;

/** All fields in their order. Quotes travel between steps and stay in no state of ours. */
final class SurgeQuoteCoder extends AtomicCoder<SurgeQuote> {
  private static final long serialVersionUID = 1L;

  @Override
  public void encode(SurgeQuote quote, OutputStream out) throws IOException {
    Bytes.writeText(quote.zoneId(), out);
    Bytes.writeFixed(Double.doubleToLongBits(quote.multiplier()), out);
    SignedVarInt.encode(quote.demand(), out);
    SignedVarInt.encode(quote.supply(), out);
    SignedVarInt.encode(quote.windowStart(), out);
    SignedVarInt.encode(quote.windowEnd(), out);
    Bytes.writeText(quote.timing().name(), out);
    SignedVarInt.encode(quote.revision(), out);
    SignedVarInt.encode(quote.computedAt(), out);
  }

  @Override
  public SurgeQuote decode(InputStream in) throws IOException {
    return new SurgeQuote(
        Bytes.readText(in),
        Double.longBitsToDouble(Bytes.readFixed(in)),
        SignedVarInt.decode(in),
        SignedVarInt.decode(in),
        SignedVarInt.decode(in),
        SignedVarInt.decode(in),
        QuoteTiming.valueOf(Bytes.readText(in)),
        SignedVarInt.decode(in),
        SignedVarInt.decode(in));
  }
}
