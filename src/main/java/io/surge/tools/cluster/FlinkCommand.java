package io.surge.tools.cluster;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How one of Flink's processes is started.
 *
 * @param name of the process, its log and its directory
 * @param javaFlags memory
 * @param mainClass of Flink
 * @param settings Flink's, before those of its configuration directory
 */
record FlinkCommand(
    String name, List<String> javaFlags, String mainClass, Map<String, String> settings) {
  private static final String JOB_MANAGER =
      "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint";
  private static final String TASK_MANAGER =
      "org.apache.flink.runtime.taskexecutor.TaskManagerRunner";
  private static final Path CONFIGURATION = Path.of("config", "flink");
  private static final Path CLASS_PATH = Path.of("target", "flink.args");

  static FlinkCommand jobManager(int restPort, Map<String, String> shared) {
    return new FlinkCommand(
        "jobmanager",
        // It computes little, but what crashed with it waits until it is there again.
        List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
        JOB_MANAGER,
        with(shared, Map.of("rest.port", Integer.toString(restPort))));
  }

  static FlinkCommand taskManager(
      int number, TaskManagerMemory memory, int restPort, Map<String, String> shared) {
    String name = "taskmanager-" + number;
    Map<String, String> own =
        Map.of("taskmanager.resource-id", name, "rest.port", Integer.toString(restPort));
    return new FlinkCommand(
        name, memory.javaFlags(), TASK_MANAGER, with(shared, with(memory.settings(), own)));
  }

  /** The command line of the process. */
  List<String> line(ClusterFiles files) {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(javaFlags);
    line.add("-Dlog4j2.configurationFile=" + CONFIGURATION.resolve("log4j2.properties"));
    line.add("-Dlog.file=" + files.logOf(name));
    line.add("@" + CLASS_PATH);
    line.add(mainClass);
    line.add("--configDir");
    line.add(CONFIGURATION.toString());
    line.add("-Dprocess.working-dir=" + files.workingDirectoryOf(name));
    settings.forEach((key, value) -> line.add("-D" + key + "=" + value));
    return line;
  }

  private static Map<String, String> with(Map<String, String> some, Map<String, String> more) {
    Map<String, String> all = new TreeMap<>(some);
    all.putAll(more);
    return all;
  }
}
