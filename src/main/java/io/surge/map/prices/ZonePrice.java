package io.surge.map.prices;

import io.surge.domain.SurgeQuote;

/**
 * The price of a zone now.
 *
 * @param behind whether others have had newer windows, see {@link SurgePrices#behindBefore}: the
 *     price may have changed since
 */
public record ZonePrice(SurgeQuote quote, boolean behind) {}
