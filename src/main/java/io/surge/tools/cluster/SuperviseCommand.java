package io.surge.tools.cluster;

import io.surge.tools.StopSignal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** What {@code make cluster} leaves running. */
@Command(name = "supervise", description = "Runs a Flink cluster until Ctrl-C.")
public final class SuperviseCommand implements Callable<Integer> {
  @Mixin private ClusterOptions cluster = new ClusterOptions();
  @Mixin private SizeOptions size = new SizeOptions();

  @Override
  public Integer call() throws Exception {
    try (StopSignal stop = StopSignal.install()) {
      new Supervisor(cluster.files(), cluster.port(), size.taskManagers(), size.memory()).run(stop);
    }
    return 0;
  }
}
