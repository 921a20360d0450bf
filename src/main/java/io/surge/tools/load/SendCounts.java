package io.surge.tools.load;

import io.surge.tools.TopicRole;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** How many records have been acknowledged so far. Any thread may ask. */
public final class SendCounts {
  private final Map<TopicRole, LongAdder> byTopic = new EnumMap<>(TopicRole.class);

  SendCounts() {
    for (TopicRole role : TopicRole.values()) {
      byTopic.put(role, new LongAdder());
    }
  }

  void add(TopicRole topic) {
    byTopic.get(topic).increment();
  }

  public long of(TopicRole topic) {
    return byTopic.get(topic).sum();
  }

  public long total() {
    return byTopic.values().stream().mapToLong(LongAdder::sum).sum();
  }
}
