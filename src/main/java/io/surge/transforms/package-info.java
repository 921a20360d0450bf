/** The steps of the pipeline, in Beam's terms: ride events in, quotes out. No Kafka, no JSON. */
package io.surge.transforms;
