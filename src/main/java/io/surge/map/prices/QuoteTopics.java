package io.surge.map.prices;

import java.util.Map;

/**
 * The names of the topics to read.
 *
 * @param live empty where the pipeline publishes no live quotes
 */
public record QuoteTopics(String live, String settled) {

  /** Each topic by its name. */
  public Map<String, QuoteTopic> byName() {
    return live.isEmpty()
        ? Map.of(settled, QuoteTopic.FINAL)
        : Map.of(live, QuoteTopic.LIVE, settled, QuoteTopic.FINAL);
  }
}
