package io.surge.tools.demo;

import io.surge.domain.SurgeQuote;
import io.surge.map.Pulse.Figures;
import io.surge.map.RecentLatency;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What the demo shows at one moment.
 *
 * @param figures none in the first second
 * @param latency from an event's sending to its live quote in hand
 * @param firstPrice how long the first live quote took from the demo's start, once it is there
 */
public record DemoFrame(
    Duration running,
    String mapUrl,
    String bootstrapServers,
    Optional<Figures> figures,
    RecentLatency.Summary latency,
    Optional<Duration> firstPrice,
    int zones,
    List<SurgeQuote> hottest) {}
