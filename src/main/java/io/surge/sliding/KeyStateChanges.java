package io.surge.sliding;

import io.surge.sliding.KeyState.Live;
import java.io.IOException;

/**
 * The bytes of what is new in a {@link KeyState}, which are few: numbers are differences from the
 * former state's. Savepoints hold them in {@link EntryBytes}: a change of format needs a new first
 * byte there.
 */
final class KeyStateChanges<AccumT> {
  private static final int SPOKEN = 1;
  private static final int WAITING = 2;
  private static final int FIRED = 4;
  private static final int FIRED_NEWEST_ALONE = 8;

  private final KeyStateCoder<AccumT> states;

  KeyStateChanges(KeyStateCoder<AccumT> states) {
    this.states = states;
  }

  /**
   * Writes what is new in a state.
   *
   * @param changed {@link Slices#changedSince} the slices of the former state
   */
  void write(KeyState<AccumT> former, KeyState<AccumT> next, Slices<AccumT> changed, ValueBytes out)
      throws IOException {
    int fired = howFiredDiffers(former.fired(), next.fired());
    Live live = next.live();
    out.write((live.spoken() ? SPOKEN : 0) | (live.waiting() ? WAITING : 0) | fired);
    SignedVarInt.encode(next.closedThrough() - former.closedThrough(), out);
    SignedVarInt.encode(next.slices().indexAt(0) - next.closedThrough(), out);
    states.encodeSlices(changed, next.closedThrough(), out);
    if (fired != 0) {
      boolean newestAlone = fired == FIRED_NEWEST_ALONE;
      KeyStateCoder.encodeFired(
          newestAlone ? FiredWindows.of(next.fired().newest()) : next.fired(),
          next.closedThrough(),
          out);
    }
    SignedVarInt.encode(live.newestSlice() - former.live().newestSlice(), out);
    SignedVarInt.encode(live.spokenAt() - former.live().spokenAt(), out);
    SignedVarInt.encode(live.signal() - former.live().signal(), out);
    SignedVarInt.encode(next.wakeAt() - former.wakeAt(), out);
  }

  private static int howFiredDiffers(FiredWindows former, FiredWindows next) {
    if (next.areStill(former)) {
      return 0;
    }
    return next.areStillButForNewest(former) ? FIRED_NEWEST_ALONE : FIRED;
  }

  /** Reads what {@link #write} has written. */
  KeyState<AccumT> read(KeyState<AccumT> former, ValueStream in) throws IOException {
    int flags = in.read();
    long closedThrough = former.closedThrough() + SignedVarInt.decode(in);
    long first = closedThrough + SignedVarInt.decode(in);
    Slices<AccumT> changed = states.decodeSlices(closedThrough, in);
    FiredWindows fired = readFired(flags, former.fired(), closedThrough, in);
    long newestSlice = former.live().newestSlice() + SignedVarInt.decode(in);
    long spokenAt = former.live().spokenAt() + SignedVarInt.decode(in);
    long signal = former.live().signal() + SignedVarInt.decode(in);
    long wakeAt = former.wakeAt() + SignedVarInt.decode(in);
    return new KeyState<>(
        former.slices().since(first).with(changed),
        fired,
        closedThrough,
        new Live(newestSlice, (flags & SPOKEN) != 0, signal, spokenAt, (flags & WAITING) != 0),
        wakeAt);
  }

  private static FiredWindows readFired(
      int flags, FiredWindows former, long closedThrough, ValueStream in) throws IOException {
    if ((flags & (FIRED | FIRED_NEWEST_ALONE)) == 0) {
      return former;
    }
    FiredWindows told = KeyStateCoder.decodeFired(closedThrough, in);
    return (flags & FIRED) != 0 ? told : former.with(told.newest());
  }

  /** Reads what is in entries of the second version: everything but the slices is told in full. */
  KeyState<AccumT> readSecondVersion(KeyState<AccumT> former, ValueStream in) throws IOException {
    KeyState<AccumT> change = states.read(in);
    long first = change.closedThrough() + SignedVarInt.decode(in);
    return change.withSlices(former.slices().since(first).with(change.slices()));
  }
}
