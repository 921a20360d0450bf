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
    long[] steps = new long[LoadProfile.WIDTH * VarInt.decodeInt(in)];
    for (int i = 0; i < steps.length; i++) {
      steps[i] = SignedVarInt.decode(in);
    }
    return LoadProfile.ofSteps(steps);
  }
}
