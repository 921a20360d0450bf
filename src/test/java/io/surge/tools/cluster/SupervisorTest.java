package io.surge.tools.cluster;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.not;

import io.surge.tools.StopSignal;
import io.surge.tools.ToolException;
import java.net.InetAddress;
import java.net.ServerSocket;
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
    int port = freePort();
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

  private interface Condition {
    boolean holds() throws Exception;
  }

  private static void await(CompletableFuture<Void> running, Condition condition) throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.holds()) {
      if (running.isDone() || System.nanoTime() > deadline) {
        throw new AssertionError("waited in vain");
      }
      Thread.sleep(100);
    }
  }

  private static int freePort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
