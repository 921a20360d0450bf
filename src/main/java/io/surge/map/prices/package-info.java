/**
 * The reference consumer: the newest quote of each zone, from the two topics that carry quotes.
 * {@link io.surge.map.prices.SurgePrices} is the rule, {@link
 * io.surge.map.prices.SurgePricesReader} feeds it from Kafka.
 */
package io.surge.map.prices;
