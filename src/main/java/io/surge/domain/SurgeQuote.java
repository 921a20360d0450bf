package io.surge.domain;

/**
 * The price of a zone in a window.
 *
 * @param windowStart inclusive, in epoch milliseconds
 * @param windowEnd exclusive, in epoch milliseconds
 * @param revision counts up from 0 within a zone, window and topic
 * @param computedAt wall clock in epoch milliseconds
 */
public record SurgeQuote(
    String zoneId,
    double multiplier,
    long demand,
    long supply,
    long windowStart,
    long windowEnd,
    QuoteTiming timing,
    long revision,
    long computedAt) {}
