/**
 * A Kafka sink that publishes each record once. It knows Beam and Kafka, and nothing of surge.
 * Start reading at {@link io.surge.kafka.exactlyonce.WriteExactlyOnce}.
 */
package io.surge.kafka.exactlyonce;
