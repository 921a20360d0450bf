package io.surge.transforms;

import io.surge.domain.LoadProfile;
import io.surge.sliding.SignedVarInt;
import io.surge.sliding.StateVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.util.VarInt;

/**
 * A version, then the steps, each end as its distance from the one before, or from zero. Savepoints
 * hold these bytes.
 */
final class LoadProfileCoder extends AtomicCoder<LoadProfile> {
  private static final long serialVersionUID = 1L;
  private static final int VERSION = 2;

  @Override
  public void encode(LoadProfile profile, OutputStream out) throws IOException {
    out.write(VERSION);
    VarInt.encode(profile.stepCount(), out);
    long former = 0;
    for (int at = 0; at < profile.stepCount(); at++) {
      SignedVarInt.encode(profile.endAt(at) - former, out);
      former = profile.endAt(at);
      SignedVarInt.encode(profile.demandStepAt(at), out);
      SignedVarInt.encode(profile.supplyStepAt(at), out);
    }
  }

  @Override
  public LoadProfile decode(InputStream in) throws IOException {
    StateVersion.read(in, VERSION);
    long[] steps = new long[LoadProfile.WIDTH * VarInt.decodeInt(in)];
    long former = 0;
    for (int i = 0; i < steps.length; i += LoadProfile.WIDTH) {
      steps[i] = former + SignedVarInt.decode(in);
      steps[i + 1] = SignedVarInt.decode(in);
      steps[i + 2] = SignedVarInt.decode(in);
      former = steps[i];
    }
    return LoadProfile.ofSteps(steps);
  }
}
