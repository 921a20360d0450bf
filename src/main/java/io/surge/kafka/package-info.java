/**
 * The edge to Kafka: reads and decodes ride events, keeps their event time, writes quotes and dead
 * letters. The only Kafka and JSON code of the job.
 */
package io.surge.kafka;
