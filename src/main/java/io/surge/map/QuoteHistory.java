package io.surge.map;

import io.surge.domain.QuoteTiming;
import io.surge.domain.SurgeQuote;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The last windows of each zone, one quote a window: the latest, and a final one for good. */
final class QuoteHistory {
  private static final int WINDOWS = 48;

  /** A window's quote, small enough to keep many of. */
  record Point(long windowEnd, double multiplier, int demand, int supply, QuoteTiming timing) {
    boolean isFinal() {
      return timing != QuoteTiming.EARLY;
    }
  }

  private final Map<String, List<Point>> zones = new ConcurrentHashMap<>();

  /** Takes a quote of either topic; a correction takes the place of what it corrects. */
  void add(SurgeQuote quote) {
    Point point =
        new Point(
            quote.windowEnd(),
            quote.multiplier(),
            (int) Math.min(quote.demand(), Integer.MAX_VALUE),
            (int) Math.min(quote.supply(), Integer.MAX_VALUE),
            quote.timing());
    zones.compute(
        quote.zoneId(), (zone, points) -> with(point, points == null ? new ArrayList<>() : points));
  }

  private static List<Point> with(Point point, List<Point> points) {
    int at = points.size();
    while (at > 0 && points.get(at - 1).windowEnd() > point.windowEnd()) {
      at--;
    }
    boolean known = at > 0 && points.get(at - 1).windowEnd() == point.windowEnd();
    if (!known) {
      points.add(at, point);
    } else if (point.isFinal() || !points.get(at - 1).isFinal()) {
      points.set(at - 1, point);
    }
    if (points.size() > WINDOWS) {
      points.remove(0);
    }
    return points;
  }

  /** The windows of a zone, oldest first. */
  List<Point> of(String zoneId) {
    List<Point> copy = new ArrayList<>();
    zones.computeIfPresent(
        zoneId,
        (zone, points) -> {
          copy.addAll(points);
          return points;
        });
    return copy;
  }

  /** Drops a zone that left. */
  void forget(String zoneId) {
    zones.remove(zoneId);
  }
}
