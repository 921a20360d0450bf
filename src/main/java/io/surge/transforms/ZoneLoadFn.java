package io.surge.transforms;

import io.surge.domain.LoadChange;
import io.surge.domain.LoadProfile;
import io.surge.domain.WindowSchedule;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderRegistry;
import org.apache.beam.sdk.transforms.Combine.CombineFn;

/**
 * Sums changes of a zone's load. The accumulator is an immutable {@link LoadProfile}: no drivers,
 * no events, only how demand and supply step from window end to window end.
 */
final class ZoneLoadFn extends CombineFn<LoadChange, LoadProfile, LoadProfile> {
  private static final long serialVersionUID = 1L;

  private final WindowSchedule windows;

  ZoneLoadFn(WindowSchedule windows) {
    this.windows = windows;
  }

  @Override
  public LoadProfile createAccumulator() {
    return LoadProfile.NONE;
  }

  @Override
  public LoadProfile addInput(LoadProfile profile, LoadChange change) {
    return profile.plus(change, windows.slide());
  }

  @Override
  public LoadProfile mergeAccumulators(Iterable<LoadProfile> profiles) {
    LoadProfile sum = LoadProfile.NONE;
    for (LoadProfile profile : profiles) {
      sum = sum.plus(profile);
    }
    return sum;
  }

  @Override
  public LoadProfile extractOutput(LoadProfile profile) {
    return profile;
  }

  @Override
  public Coder<LoadProfile> getAccumulatorCoder(CoderRegistry registry, Coder<LoadChange> input) {
    return new LoadProfileCoder();
  }
}
