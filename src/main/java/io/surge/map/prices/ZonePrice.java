package io.surge.map.prices;

import io.surge.domain.SurgeQuote;

/**
 * The price of a zone now.
 *
 * @param behind whether the quote's window ended more than two slides before the newest seen
 *     anywhere: the price may have changed since
 */
public record ZonePrice(SurgeQuote quote, boolean behind) {}
