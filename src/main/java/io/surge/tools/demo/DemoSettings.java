package io.surge.tools.demo;

import io.surge.tools.city.CityLife;
import io.surge.tools.city.Disturbances;
import java.time.Duration;

/**
 * What a demo shows.
 *
 * @param duration for how long it runs, unless it is stopped before
 * @param brokerPort 0 for a free one
 * @param mapPort 0 for a free one
 */
public record DemoSettings(
    CityLife life, Disturbances disturbances, Duration duration, int brokerPort, int mapPort) {}
