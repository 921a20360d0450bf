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
  private static final int OVERHEAD = 192;

  List<String> javaFlags() {
    return List.of(
        "-Xmx" + (FRAMEWORK_HEAP + heap) + "m",
        "-XX:MaxDirectMemorySize=" + (FRAMEWORK_OFF_HEAP + NETWORK) + "m",
        "-XX:MaxMetaspaceSize=" + METASPACE + "m");
  }

  Map<String, String> settings() {
    return Map.ofEntries(
        size("framework.heap.size", FRAMEWORK_HEAP),
        size("framework.off-heap.size", FRAMEWORK_OFF_HEAP),
        size("task.heap.size", heap),
        size("task.off-heap.size", 0),
        size("managed.size", managed),
        size("network.min", NETWORK),
        size("network.max", NETWORK),
        size("jvm-metaspace.size", METASPACE),
        size("jvm-overhead.min", OVERHEAD),
        size("jvm-overhead.max", OVERHEAD),
        Map.entry("taskmanager.cpu.cores", "1.0"));
  }

  private static Map.Entry<String, String> size(String name, int mebibytes) {
    return Map.entry("taskmanager.memory." + name, mebibytes + "m");
  }
}
