package io.surge.tools.cluster;

import io.surge.tools.ToolException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code make cluster-stop}. */
@Command(
    name = "cluster-stop",
    description = "Ends all processes of the cluster; checkpoints and savepoints stay.")
public final class ClusterStopCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Mixin private ClusterOptions cluster = new ClusterOptions();

  @Override
  public Integer call() throws InterruptedException, ExecutionException {
    Optional<ProcessHandle> supervisor = cluster.files().supervisor();
    if (supervisor.isPresent()) {
      end(supervisor.get());
    }
    // Those of a supervisor that was killed.
    cluster.files().children().forEach(ProcessHandle::destroyForcibly);
    return 0;
  }

  private static void end(ProcessHandle supervisor)
      throws InterruptedException, ExecutionException {
    supervisor.destroy();
    try {
      supervisor.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new ToolException("the cluster's supervisor does not end: " + supervisor.pid(), e);
    }
  }
}
