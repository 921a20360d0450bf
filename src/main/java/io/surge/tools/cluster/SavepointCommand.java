package io.surge.tools.cluster;

import io.surge.tools.ToolException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code make savepoint}. */
@Command(
    name = "savepoint",
    description = "Takes a savepoint of the job on the cluster, and tells where it is.")
public final class SavepointCommand implements Callable<Integer> {
  @Mixin private ClusterOptions cluster = new ClusterOptions();

  @Option(names = "--stop", description = "stops the job there: another is to go on from it")
  private boolean stop;

  @Override
  public Integer call() throws InterruptedException {
    FlinkRest rest = cluster.rest();
    List<String> jobs = rest.runningJobs();
    if (jobs.size() != 1) {
      throw new ToolException("there is not one job running on " + rest.address() + ": " + jobs);
    }
    System.out.println(stop ? rest.stop(jobs.get(0)) : rest.savepoint(jobs.get(0)));
    return 0;
  }
}
