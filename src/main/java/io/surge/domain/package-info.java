/** Zones, loads, prices and windows in plain Java: no Beam, no Kafka, no JSON. */
package io.surge.domain;
