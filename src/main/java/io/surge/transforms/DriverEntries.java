package io.surge.transforms;

import io.surge.domain.DriverTrack;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.beam.sdk.state.MapState;

/**
 * The tracks of a shard's drivers at work: for one batch, whose changes are kept together until
 * {@link #write}.
 *
 * <p>A driver that is new goes into its bucket, or, where that is full, into one of its own: ids
 * that were chosen to meet in one bucket do not make it grow, and no driver pays for many others.
 */
final class DriverEntries {
  /** Before an id, so that no bucket of one driver bears the name of a shared one. */
  private static final String OWN = "=";

  private final MapState<String, DriverBucket> state;
  private final Map<String, DriverBucket> changed = new HashMap<>();

  DriverEntries(MapState<String, DriverBucket> state) {
    this.state = state;
  }

  void change(String driverId, UnaryOperator<DriverTrack> change) {
    String name = DriverBucket.nameOf(driverId);
    DriverBucket bucket = bucket(name);
    DriverBucket.Place place = bucket.placeOf(driverId);
    if (!place.isTaken()) {
      String own = OWN + driverId;
      DriverBucket apart = bucket(own);
      if (bucket.isFull() || !apart.isEmpty()) {
        name = own;
        bucket = apart;
        place = apart.placeOf(driverId);
      }
    }
    DriverBucket next = place.changed(change);
    if (!next.equals(bucket)) {
      changed.put(name, next);
    }
  }

  private DriverBucket bucket(String name) {
    DriverBucket known = changed.get(name);
    if (known == null) {
      known = state.get(name).read();
    }
    return known == null ? DriverBucket.EMPTY : known;
  }

  void write() {
    changed.forEach(this::write);
    changed.clear();
  }

  private void write(String name, DriverBucket bucket) {
    if (bucket.isEmpty()) {
      state.remove(name);
    } else {
      state.put(name, bucket);
    }
  }

  /**
   * Forgets every driver of whose track nothing remains.
   *
   * @param remaining what remains of a track
   * @return whether any driver is left
   */
  boolean sweep(UnaryOperator<DriverTrack> remaining) {
    boolean anyLeft = false;
    for (Map.Entry<String, DriverBucket> entry : state.entries().read()) {
      DriverBucket left = entry.getValue().keeping(track -> !remaining.apply(track).isEmpty());
      if (!left.equals(entry.getValue())) {
        changed.put(entry.getKey(), left);
      }
      anyLeft |= !left.isEmpty();
    }
    write();
    return anyLeft;
  }
}
