package io.surge.transforms;

import io.surge.domain.WindowSchedule;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderRegistry;
import org.apache.beam.sdk.transforms.Combine.CombineFn;

/** Sums changes as {@link ZoneLoadFn} does, and keeps the time of the latest. */
final class StampedLoadFn extends CombineFn<StampedChange, StampedLoad, StampedLoad> {
  private static final long serialVersionUID = 1L;

  private final WindowSchedule windows;

  StampedLoadFn(WindowSchedule windows) {
    this.windows = windows;
  }

  @Override
  public StampedLoad createAccumulator() {
    return StampedLoad.NONE;
  }

  @Override
  public StampedLoad addInput(StampedLoad load, StampedChange input) {
    return new StampedLoad(
        load.profile().plus(input.change(), windows.slide()),
        Math.max(load.seenAt(), input.seenAt()),
        load.inTime() + (input.late() ? 0 : 1),
        Math.min(load.watermark(), input.watermark()));
  }

  @Override
  public StampedLoad mergeAccumulators(Iterable<StampedLoad> loads) {
    StampedLoad sum = StampedLoad.NONE;
    for (StampedLoad load : loads) {
      sum = sum.plus(load);
    }
    return sum;
  }

  @Override
  public StampedLoad extractOutput(StampedLoad load) {
    return load;
  }

  @Override
  public Coder<StampedLoad> getAccumulatorCoder(
      CoderRegistry registry, Coder<StampedChange> input) {
    return new StampedLoadCoder();
  }

  @Override
  public Coder<StampedLoad> getDefaultOutputCoder(
      CoderRegistry registry, Coder<StampedChange> input) {
    return new StampedLoadCoder();
  }
}
