package io.surge.tools.cluster;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.surge.testing.Await;
import io.surge.tools.LoopbackPorts;
import io.surge.tools.StopSignal;
import io.surge.tools.ToolException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** On real processes of Flink. */
@Timeout(300)
final class SupervisorTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir Path directory;

  @Test
  void bringsKilledProcessesBackAndLeavesNoneRunning() throws Exception {
    int port = LoopbackPorts.reserve(0).broker();
    ClusterFiles files = new ClusterFiles(directory);
    FlinkRest rest = new FlinkRest(port);
    Supervisor supervisor = new Supervisor(files, port, 1, new TaskManagerMemory(64, 32));
    StopSignal stop = StopSignal.install();
    CompletableFuture<Void> running =
        CompletableFuture.runAsync(
            () -> {
              try {
                supervisor.run(stop);
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            });
    try {
      awaitTaskManager(rest, running);
      for (String name : new String[] {"taskmanager-1", "jobmanager"}) {
        ProcessHandle killed = files.process(name).orElseThrow();
        killed.destroyForcibly();
        killed.onExit().join();
        await(
            running, () -> files.process(name).filter(again -> !again.equals(killed)).isPresent());
        awaitTaskManager(rest, running);
      }
      assertThat(files.children(), not(empty()));
    } finally {
      stop.raise();
      running.join();
      stop.close();
    }
    assertThat(files.children(), empty());
  }

  private static void awaitTaskManager(FlinkRest rest, CompletableFuture<Void> running)
      throws Exception {
    await(
        running,
        () -> {
          try {
            return rest.taskManagers() == 1;
          } catch (ToolException e) {
            return false;
          }
        });
  }

  private static void await(CompletableFuture<Void> running, Await.Condition condition)
      throws Exception {
    Await.until(
        "it is so, or the supervisor has ended",
        PATIENCE,
        () -> running.isDone() || condition.holds());
    assertThat(running.isDone(), is(false));
  }
}
