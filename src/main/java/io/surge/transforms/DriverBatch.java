package io.surge.transforms;

import io.surge.domain.DriverUpdate;
import java.util.List;

/**
 * What a batch of events holds of one shard of drivers.
 *
 * @param toCome the shards of which the same batch holds something as well, and which come behind
 *     this one
 */
record DriverBatch(List<DriverUpdate> updates, ShardSet toCome) {}
