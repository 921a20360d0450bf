package io.surge.transforms;

import io.surge.domain.DriverTrack;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.runners.core.InMemoryStateInternals;
import org.apache.beam.runners.core.StateNamespaces;
import org.apache.beam.runners.core.StateTags;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;

/** The state of a shard of drivers, in memory, and a look at who is in it. */
final class DriverCells {
  private DriverCells() {}

  static DriverEntries.Cells empty() {
    InMemoryStateInternals<String> state = InMemoryStateInternals.forKey("shard");
    return new DriverEntries.Cells(
        state.state(
            StateNamespaces.global(),
            StateTags.map("drivers", StringUtf8Coder.of(), new DriverBucketCoder())),
        state.state(
            StateNamespaces.global(),
            StateTags.map("journal", VarIntCoder.of(), new DriverBucketCoder())));
  }

  /** The track that a driver has. */
  static DriverTrack trackIn(DriverEntries drivers, String driver, DriverEntries.Cells cells) {
    List<DriverTrack> seen = new ArrayList<>();
    drivers.change(
        driver,
        track -> {
          seen.add(track);
          return track;
        },
        cells);
    return seen.get(0);
  }
}
