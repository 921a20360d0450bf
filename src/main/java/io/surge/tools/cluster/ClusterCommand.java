package io.surge.tools.cluster;

import io.surge.tools.ToolException;
import io.surge.tools.Tools;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code make cluster}. */
@Command(
    name = "cluster",
    description = "Starts a Flink cluster of several processes, and leaves it running.")
public final class ClusterCommand implements Callable<Integer> {
  private static final Path CLASS_PATH = Path.of("target", "java.args");
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Duration LOOK_EVERY = Duration.ofMillis(200);

  @Mixin private ClusterOptions cluster = new ClusterOptions();
  @Mixin private SizeOptions size = new SizeOptions();

  @Override
  public Integer call() throws IOException, InterruptedException {
    ClusterFiles files = cluster.files();
    files
        .supervisor()
        .ifPresent(
            running -> {
              throw new ToolException(
                  "a cluster runs already, process " + running.pid() + ": make cluster-stop");
            });
    awaitTaskManagers(startSupervisor(files));
    System.out.println(
        "Flink at "
            + cluster.rest().address()
            + ", "
            + size.taskManagers()
            + " TaskManagers, all in "
            + files.root());
    return 0;
  }

  private Process startSupervisor(ClusterFiles files) throws IOException {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(List.of("-Xmx128m", "-XX:+UseSerialGC", "@" + CLASS_PATH));
    line.addAll(List.of(Tools.class.getName(), "supervise"));
    line.addAll(List.of(cluster.arguments()));
    line.addAll(List.of(size.arguments()));
    return new ProcessBuilder(line)
        .redirectErrorStream(true)
        .redirectOutput(Redirect.to(files.logOf("supervisor").toFile()))
        .start();
  }

  private void awaitTaskManagers(Process supervisor) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (taskManagers() < size.taskManagers()) {
      if (!supervisor.isAlive() || System.nanoTime() > deadline) {
        supervisor.destroy();
        throw new ToolException(
            "the cluster did not come up, see " + cluster.files().logOf("supervisor").getParent());
      }
      Thread.sleep(LOOK_EVERY.toMillis());
    }
  }

  private int taskManagers() throws InterruptedException {
    try {
      return cluster.rest().taskManagers();
    } catch (ToolException e) {
      return 0;
    }
  }
}
