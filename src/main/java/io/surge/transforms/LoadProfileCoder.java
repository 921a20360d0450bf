package io.surge.transforms;

import io.surge.domain.LoadProfile;
import io.surge.sliding.SignedVarInt;
import io.surge.sliding.StateVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.util.VarInt;

/** A version, then the steps. Savepoints hold these bytes. */
final class LoadProfileCoder extends AtomicCoder<LoadProfile> {
  private static final long serialVersionUID = 1L;
  private static final int VERSION = 1;

  @Override
  public void encode(LoadProfile profile, OutputStream out) throws IOException {
    out.write(VERSION);
    VarInt.encode(profile.stepCount(), out);
    profile.forEachStep(
        (end, demand, supply) -> {
          SignedVarInt.encode(end, out);
          SignedVarInt.encode(demand, out);
          SignedVarInt.encode(supply, out);
        });
  }

  @Override
  public LoadProfile decode(InputStream in) throws IOException {
    StateVersion.read(in, VERSION);
    LoadProfile profile = LoadProfile.NONE;
    for (int steps = VarInt.decodeInt(in); steps > 0; steps--) {
      profile =
          profile.plusStep(
              SignedVarInt.decode(in), SignedVarInt.decode(in), SignedVarInt.decode(in));
    }
    return profile;
  }
}
