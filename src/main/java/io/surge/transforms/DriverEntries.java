package io.surge.transforms;

import io.surge.domain.DriverTrack;
import io.surge.sliding.ValueBytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.apache.beam.sdk.state.MapState;

/**
 * The drivers of a shard, in memory, and the state that they come back from.
 *
 * <p>State holds buckets as they once were, and a journal of how tracks have changed since, batch
 * by batch: to write what has changed costs much less than to write the buckets that it has
 * changed, whose drivers report at any time. When the journal has grown as long as the buckets they
 * are written, and it begins anew.
 *
 * <p>A driver that is new goes into its bucket, or, where that is full, into an entry of its own,
 * in state alone: ids that were chosen to meet in one bucket do not make it grow, no driver pays
 * for many others, and no more drivers are in memory than the buckets take.
 */
final class DriverEntries {
  /** Before an id, so that no entry of one driver bears the name of a bucket. */
  private static final String OWN = "=";

  /** The journal is no longer than the buckets or, where they are few, than so many bytes. */
  private static final int JOURNAL_BYTES = 1 << 16;

  private static final int BATCH_BYTES = 1 << 10;

  /**
   * Where entries are kept.
   *
   * @param saved groups of buckets by number, and drivers with an entry of their own by id
   * @param journal how tracks have changed since the buckets were saved, in the order of the keys;
   *     those of one key in the order of their bytes
   */
  record Cells(MapState<String, DriverBucket> saved, MapState<Integer, DriverBucket> journal) {}

  private final DriverTable table = new DriverTable();
  private final ValueBytes changed = new ValueBytes(BATCH_BYTES);
  private int journalLength;
  private int journalBytes;
  private boolean someApart;
  private boolean apartChanged;

  private DriverEntries() {}

  /** What state holds. */
  static DriverEntries readFrom(Cells cells) {
    DriverEntries entries = new DriverEntries();
    for (Map.Entry<String, DriverBucket> entry : cells.saved().entries().read()) {
      if (entry.getKey().startsWith(OWN)) {
        entries.someApart = true;
      } else {
        entries.table.restore(entry.getValue());
      }
    }
    entries.readJournal(cells.journal());
    return entries;
  }

  private void readJournal(MapState<Integer, DriverBucket> journal) {
    Map<Integer, DriverBucket> batches = new TreeMap<>();
    journal.entries().read().forEach(entry -> batches.put(entry.getKey(), entry.getValue()));
    for (DriverBucket batch : batches.values()) {
      DriverBucket.forEachChange(batch.toBytes(), this::replay);
      journalBytes += batch.toBytes().length;
    }
    journalLength = batches.size();
    changed.clear();
  }

  private void replay(String driverId, UnaryOperator<DriverTrack> change) {
    int number = DriverBucket.numberOf(driverId);
    DriverBucket.Place place = table.bucket(number).placeOf(driverId);
    table.change(number, place, change, changed);
  }

  /** Changes the track of a driver; who has an empty one then is forgotten. */
  void change(String driverId, UnaryOperator<DriverTrack> change, Cells cells) {
    int number = DriverBucket.numberOf(driverId);
    DriverBucket bucket = table.bucket(number);
    DriverBucket.Place place = bucket.placeOf(driverId);
    if (!place.isTaken() && isApart(driverId, bucket, cells)) {
      changeApart(driverId, change, cells);
    } else {
      table.change(number, place, change, changed);
    }
  }

  /** Whether a driver that is not in its bucket has, or must get, an entry of its own. */
  private boolean isApart(String driverId, DriverBucket bucket, Cells cells) {
    return bucket.isFull() || (someApart && cells.saved().get(OWN + driverId).read() != null);
  }

  private void changeApart(String driverId, UnaryOperator<DriverTrack> change, Cells cells) {
    String name = OWN + driverId;
    DriverBucket entry = cells.saved().get(name).read();
    // A state backend on the heap has this very object, and may be writing it.
    DriverBucket former = entry == null ? DriverBucket.EMPTY : entry.copy();
    ValueBytes changedEntry = new ValueBytes(BATCH_BYTES);
    DriverBucket next = former.placeOf(driverId).changed(change, changedEntry);
    if (changedEntry.size() > 0) {
      save(name, next, cells);
      someApart = true;
      apartChanged = true;
    }
  }

  /**
   * Ends a batch: what it has changed is in state then.
   *
   * @return whether it has changed anything
   */
  boolean save(Cells cells) {
    boolean someChanged = apartChanged || changed.size() > 0;
    apartChanged = false;
    if (changed.size() > 0) {
      saveChanged(cells);
    }
    return someChanged;
  }

  private void saveChanged(Cells cells) {
    journalBytes += changed.size();
    if (journalBytes > Math.max(JOURNAL_BYTES, table.bytes())) {
      saveBuckets(cells);
    } else {
      cells.journal().put(journalLength++, DriverBucket.ofBytes(changed.toByteArray()));
    }
    changed.clear();
  }

  private void saveBuckets(Cells cells) {
    table.save((group, number) -> save(Integer.toString(number), group, cells));
    cells.journal().clear();
    journalLength = 0;
    journalBytes = 0;
  }

  private static void save(String name, DriverBucket bucket, Cells cells) {
    if (bucket.isEmpty()) {
      cells.saved().remove(name);
    } else {
      cells.saved().put(name, bucket);
    }
  }

  /**
   * Forgets every driver of whose track nothing remains.
   *
   * @param remaining what remains of a track
   * @return whether any driver is left
   */
  boolean sweep(UnaryOperator<DriverTrack> remaining, Cells cells) {
    Predicate<DriverTrack> kept = track -> !remaining.apply(track).isEmpty();
    someApart = someApart && sweepApart(kept, cells);
    for (int number = 0; number < DriverBucket.COUNT; number++) {
      DriverBucket bucket = table.bucket(number);
      DriverBucket left = bucket.keeping(kept);
      if (!left.equals(bucket)) {
        table.replace(number, left);
      }
    }
    saveBuckets(cells);
    return someApart || table.bytes() > 0;
  }

  private static boolean sweepApart(Predicate<DriverTrack> kept, Cells cells) {
    boolean someLeft = false;
    List<String> forgotten = new ArrayList<>();
    for (Map.Entry<String, DriverBucket> entry : cells.saved().entries().read()) {
      if (entry.getKey().startsWith(OWN)) {
        boolean left = !entry.getValue().keeping(kept).isEmpty();
        someLeft |= left;
        if (!left) {
          forgotten.add(entry.getKey());
        }
      }
    }
    forgotten.forEach(cells.saved()::remove);
    return someLeft;
  }
}
