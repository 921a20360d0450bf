package io.surge.kafka.exactlyonce;

import java.io.Serializable;
import java.util.Map;

/**
 * {@code bootstrap.servers} and whatever else Kafka clients need. Asked on each machine where a
 * client is made, so that secrets need not travel with the pipeline.
 */
@FunctionalInterface
public interface ClientProperties extends Serializable {
  Map<String, Object> get();
}
