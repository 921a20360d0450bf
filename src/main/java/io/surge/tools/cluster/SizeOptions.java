package io.surge.tools.cluster;

import picocli.CommandLine.Option;

/** How large a cluster. */
final class SizeOptions {
  @Option(
      names = "--taskManagers",
      paramLabel = "N",
      description = "TaskManager processes (default: ${DEFAULT-VALUE})")
  private int taskManagers = 2;

  @Option(
      names = "--heap",
      paramLabel = "MIB",
      description = "heap of a TaskManager's job (default: ${DEFAULT-VALUE})")
  private int heap = 640;

  @Option(
      names = "--managed",
      paramLabel = "MIB",
      description = "RocksDB's memory in a TaskManager (default: ${DEFAULT-VALUE})")
  private int managed = 768;

  int taskManagers() {
    return taskManagers;
  }

  TaskManagerMemory memory() {
    return new TaskManagerMemory(heap, managed);
  }

  /** The same options, for another process. */
  String[] arguments() {
    return new String[] {
      "--taskManagers=" + taskManagers, "--heap=" + heap, "--managed=" + managed
    };
  }
}
