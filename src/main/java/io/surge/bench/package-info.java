/** Benchmarks: the figures of the README. They are not in the job jar. */
package io.surge.bench;
