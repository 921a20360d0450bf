package io.surge.tools.city;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Events between happening and being sent, by the millisecond in which they will be. */
final class OnTheirWay {
  private final Map<Long, Queue<CityEvent>> bySendTime = new HashMap<>();

  void add(long sendAt, CityEvent event) {
    bySendTime.computeIfAbsent(sendAt, unknown -> new ArrayDeque<>()).add(event);
  }

  /** The next of those to be sent at a time, or null when all have been. */
  @Nullable CityEvent poll(long sendAt) {
    Queue<CityEvent> due = bySendTime.get(sendAt);
    if (due == null) {
      return null;
    }
    CityEvent event = due.poll();
    if (event == null) {
      bySendTime.remove(sendAt);
    }
    return event;
  }
}
