/**
 * The live map and the price of a place, served over HTTP from the reference consumer in {@link
 * io.surge.map.prices}. Entry: {@link io.surge.map.LiveMap}.
 */
package io.surge.map;
