package io.surge.kafka;

import java.util.List;

/** Records that were there to be read at one moment, in the order of their partitions. */
record ArrivalBatch(List<Arrival> arrivals) {}
