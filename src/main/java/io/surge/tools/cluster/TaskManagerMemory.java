package io.surge.tools.cluster;

import java.util.List;
import java.util.Map;

/**
 * How much memory a TaskManager has, in MiB. Flink's shell scripts would work this out of one
 * figure; a TaskManager that is started directly wants to be told each.
 *
 * @param heap for objects of the job
 * @param managed for RocksDB
 */
record TaskManagerMemory(int heap, int managed) {
  private static final int FRAMEWORK_HEAP = 128;
  private static final int FRAMEWORK_OFF_HEAP = 128;
  private static final int NETWORK = 64;
  private static final int METASPACE = 256;

  List<String> javaFlags() {
    return List.of(
        "-Xmx" + (FRAMEWORK_HEAP + heap) + "m",
        "-XX:MaxDirectMemorySize=" + (FRAMEWORK_OFF_HEAP + NETWORK) + "m",
        "-XX:MaxMetaspaceSize=" + METASPACE + "m");
  }

  Map<String, String> settings() {
    return Map.of(
        "taskmanager.memory.framework.heap.size", FRAMEWORK_HEAP + "m",
        "taskmanager.memory.framework.off-heap.size", FRAMEWORK_OFF_HEAP + "m",
        "taskmanager.memory.task.heap.size", heap + "m",
        "taskmanager.memory.task.off-heap.size", "0m",
        "taskmanager.memory.managed.size", managed + "m",
        "taskmanager.memory.network.min", NETWORK + "m",
        "taskmanager.memory.network.max", NETWORK + "m",
        "taskmanager.cpu.cores", "1.0");
  }
}
