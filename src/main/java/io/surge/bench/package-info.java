/**
 * Measures the pipeline beside its peers: the same work written for Flink's own interfaces, and the
 * least that any program could do. Beside the job, never in its jar.
 */
package io.surge.bench;
