package io.surge.bench;

import picocli.CommandLine.Option;

/** The memory of a TaskManager, as {@code make cluster} takes it. */
final class MemoryOptions {
  @Option(names = "--heap", paramLabel = "MIB", description = "heap of a TaskManager's job")
  private int heap = 640;

  @Option(names = "--managed", paramLabel = "MIB", description = "RocksDB's in a TaskManager")
  private int managed = 768;

  int heap() {
    return heap;
  }

  int managed() {
    return managed;
  }
}
