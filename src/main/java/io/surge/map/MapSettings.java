package io.surge.map;

import io.surge.domain.ZoneGrid;
import io.surge.map.prices.QuoteTopics;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What a map shows and where it is served.
 *
 * @param kafkaConfig {@code bootstrap.servers} and whatever the clients need to be let in
 * @param grid the pipeline's
 * @param windowSlide the pipeline's
 * @param minMultiplier the pipeline's: the price of a place without a quote, and the scale's start
 * @param maxMultiplier the pipeline's: the scale's end
 * @param port 0 for a free one
 */
public record MapSettings(
    Map<String, Object> kafkaConfig,
    QuoteTopics quoteTopics,
    String rideRequestsTopic,
    String driverUpdatesTopic,
    String deadLetterTopic,
    ZoneGrid grid,
    Duration windowSlide,
    double minMultiplier,
    double maxMultiplier,
    String host,
    int port,
    Optional<MapTiles> tiles) {}
