package io.surge.tools.cluster;

import io.surge.tools.StopSignal;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Runs a cluster until it is stopped: starts its processes and starts each again when it ends,
 * crashed or killed. A job survives the JobManager too, because what it needs is in ZooKeeper and
 * on disk.
 */
final class Supervisor {
  private static final Duration LOOK_EVERY = Duration.ofMillis(200);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final ClusterFiles files;
  private final int restPort;
  private final int taskManagers;
  private final TaskManagerMemory memory;

  Supervisor(ClusterFiles files, int restPort, int taskManagers, TaskManagerMemory memory) {
    this.files = files;
    this.restPort = restPort;
    this.taskManagers = taskManagers;
    this.memory = memory;
  }

  void run(StopSignal stop) throws IOException, InterruptedException {
    files.rememberSupervisor();
    try (Coordination coordination = Coordination.start(files.coordination())) {
      List<KeptAlive> processes = new ArrayList<>();
      try {
        for (FlinkCommand command : commands(coordination.address())) {
          processes.add(new KeptAlive(command, files));
        }
        while (!stop.await(LOOK_EVERY)) {
          for (KeptAlive process : processes) {
            process.startAgainIfEnded();
          }
        }
      } finally {
        end(processes);
      }
    }
  }

  private List<FlinkCommand> commands(String coordinationAddress) {
    Map<String, String> shared =
        Map.of(
            "high-availability.type", "zookeeper",
            "high-availability.zookeeper.quorum", coordinationAddress,
            "high-availability.storageDir", files.highAvailability().toUri().toString(),
            "state.checkpoints.dir", files.checkpoints().toUri().toString(),
            "state.savepoints.dir", files.savepoints().toUri().toString());
    List<FlinkCommand> commands = new ArrayList<>();
    commands.add(FlinkCommand.jobManager(restPort, shared));
    for (int number = 1; number <= taskManagers; number++) {
      commands.add(FlinkCommand.taskManager(number, memory, restPort, shared));
    }
    return commands;
  }

  private static void end(List<KeptAlive> processes) throws InterruptedException {
    processes.forEach(KeptAlive::askToEnd);
    for (KeptAlive process : processes) {
      process.end(PATIENCE);
    }
  }
}
