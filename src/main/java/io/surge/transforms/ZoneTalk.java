package io.surge.transforms;

import io.surge.domain.QuoteTiming;
import io.surge.domain.ZoneLoad;
import io.surge.sliding.SlidingPane;
import io.surge.transforms.ZoneHistory.Closing;
import io.surge.transforms.ZoneHistory.Live;
import io.surge.transforms.ZoneHistory.Told;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import org.apache.beam.sdk.transforms.windowing.IntervalWindow;
import org.apache.beam.sdk.transforms.windowing.PaneInfo;
import org.apache.beam.sdk.transforms.windowing.PaneInfo.Timing;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.joda.time.Instant;

/** A {@link ZoneHistory} taken apart for one pane or timer and put together again afterwards. */
final class ZoneTalk {
  private final SurgeSettings settings;
  private final long slide;
  private final Consumer<SlidingPane<ZoneLoad>> panes;
  private final List<Told> told;
  private final List<Closing> closings;
  private Live live;

  ZoneTalk(SurgeSettings settings, ZoneHistory history, Consumer<SlidingPane<ZoneLoad>> panes) {
    this.settings = settings;
    this.slide = settings.windows().slide();
    this.panes = panes;
    this.told = new ArrayList<>(history.told());
    this.closings = new ArrayList<>(history.closings());
    this.live = history.live();
  }

  void hear(ZonePane pane, long watermark, long now) {
    if (pane.timing() == QuoteTiming.EARLY) {
      hearEarly(pane, watermark, now);
    } else {
      hearFinal(pane, watermark);
    }
  }

  /** Closes the zone behind its last window with load, once that next window has ended. */
  void closeUpTo(long watermark) {
    List<Closing> due = closings.stream().filter(closing -> closing.end() <= watermark).toList();
    closings.removeAll(due);
    for (Closing closing : due) {
      if (toldOf(closing.end()).finals() == 0 && isOccupied(closing.end() - slide)) {
        say(closing.end(), ZoneLoad.NONE, closing.late() ? Timing.LATE : Timing.ON_TIME, true);
        if (!closing.late()) {
          live = new Live(live.newestEnd(), live.heard(), false, 0, live.spokenAt(), null);
        }
      }
    }
  }

  /** Says what had to wait, if its window is still open. */
  void speakWaiting(long watermark, long now) {
    ZonePane waiting = live.waiting();
    if (waiting != null && watermark < waiting.end() && toldOf(waiting.end()).finals() == 0) {
      speak(waiting, now);
    }
  }

  ZoneHistory historyAt(long watermark) {
    told.removeIf(window -> isSettled(window, watermark));
    return new ZoneHistory(told, closings, live);
  }

  /**
   * Whether nothing can change in a window any more, nor in the next if that may close the zone.
   */
  private boolean isSettled(Told window, long watermark) {
    long last = window.load().equals(ZoneLoad.NONE) ? window.end() : window.end() + slide;
    return last + settings.allowedLateness().getMillis() <= watermark;
  }

  private void hearFinal(ZonePane pane, long watermark) {
    boolean occupied = !pane.load().equals(ZoneLoad.NONE);
    Told former = toldOf(pane.end());
    boolean worthSaying = former.finals() == 0 ? occupied : !former.load().equals(pane.load());
    if (worthSaying) {
      Timing timing = Timing.valueOf(pane.timing().name());
      say(pane.end(), pane.load(), timing, !occupied && isOccupied(pane.end() - slide));
    }
    if (occupied) {
      watch(pane.end() + slide, watermark);
    }
  }

  private void watch(long end, long watermark) {
    boolean watched = closings.stream().anyMatch(closing -> closing.end() == end);
    if (!watched && toldOf(end).finals() == 0) {
      closings.add(new Closing(end, end <= watermark));
      closings.sort(Comparator.comparingLong(Closing::end));
    }
  }

  private void hearEarly(ZonePane pane, long watermark, long now) {
    boolean newer = pane.newest() && pane.end() > live.newestEnd();
    long newestEnd = newer ? pane.end() : live.newestEnd();
    long heard = newer ? 0 : live.heard();
    if (pane.end() != newestEnd || pane.inTime() <= heard || pane.end() <= watermark) {
      return;
    }
    live = new Live(newestEnd, pane.inTime(), live.spoken(), live.signal(), live.spokenAt(), null);
    speak(pane, now);
  }

  private void speak(ZonePane pane, long now) {
    long signal = MeasureLoads.priceSignal(settings.policy()).apply(pane.load());
    boolean changed = !live.spoken() || signal != live.signal();
    boolean mayNow = now >= live.spokenAt() + settings.liveInterval().getMillis();
    if (changed && mayNow) {
      live = new Live(live.newestEnd(), live.heard(), true, signal, now, null);
      say(pane.end(), pane.load(), Timing.EARLY, false);
    } else {
      ZonePane waiting = changed ? pane : null;
      live =
          new Live(
              live.newestEnd(),
              live.heard(),
              live.spoken(),
              live.signal(),
              live.spokenAt(),
              waiting);
    }
  }

  private void say(long end, ZoneLoad load, Timing timing, boolean closing) {
    Told former = toldOf(end);
    boolean early = timing == Timing.EARLY;
    told.remove(former);
    told.add(
        new Told(
            end,
            early ? former.load() : load,
            former.panes() + 1,
            former.finals() + (early ? 0 : 1)));
    told.sort(Comparator.comparingLong(Told::end));
    PaneInfo pane =
        PaneInfo.createPane(
            former.panes() == 0, false, timing, former.panes(), early ? -1 : former.finals());
    IntervalWindow window =
        new IntervalWindow(
            Instant.ofEpochMilli(end - settings.windows().reach()), Instant.ofEpochMilli(end));
    panes.accept(new SlidingPane<>(window, pane, closing, load));
  }

  private boolean isOccupied(long end) {
    return !toldOf(end).load().equals(ZoneLoad.NONE);
  }

  private Told toldOf(long end) {
    return told.stream()
        .filter(window -> window.end() == end)
        .findFirst()
        .orElse(new Told(end, ZoneLoad.NONE, 0, 0));
  }

  /** When to wake: a window to close has ended, or the last word takes no more corrections. */
  static @Nullable Instant wakeAt(ZoneHistory history, SurgeSettings settings) {
    if (!history.closings().isEmpty()) {
      return Instant.ofEpochMilli(history.closings().get(0).end() - 1);
    }
    if (!history.told().isEmpty()) {
      long last = history.told().get(history.told().size() - 1).end();
      return Instant.ofEpochMilli(last + settings.allowedLateness().getMillis() - 1);
    }
    return null;
  }
}
