package io.surge;

import io.surge.testing.Await;
import io.surge.tools.LoopbackPorts;
import io.surge.tools.Tools;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;

/** A broker in a process of its own, on a directory that stays, to be killed. */
final class BrokerProcess implements AutoCloseable {
  private final Path directory;
  private final int port;
  private JavaProcess process;

  private BrokerProcess(Path directory, int port) throws IOException {
    this.directory = directory;
    this.port = port;
    this.process = startProcess();
  }

  /** Starts, and does not wait until it answers. */
  static BrokerProcess start(Path directory) throws IOException {
    return new BrokerProcess(directory, LoopbackPorts.reserve(0).broker());
  }

  private JavaProcess startProcess() throws IOException {
    return JavaProcess.start(
        directory.resolve("broker.log"),
        List.of(
            "-Xmx512m",
            "-XX:+UseSerialGC",
            "@target/java.args",
            Tools.class.getName(),
            "broker",
            "--port=" + port,
            "--directory=" + directory.resolve("broker")));
  }

  String bootstrapServers() {
    return LoopbackPorts.HOST + ":" + port;
  }

  void awaitAnswer() throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()))) {
      Await.until("the broker answers", () -> answers(admin));
    }
  }

  private static boolean answers(Admin admin) throws InterruptedException {
    try {
      return !admin.describeCluster().nodes().get().isEmpty();
    } catch (ExecutionException e) {
      return false;
    }
  }

  /** Kills it, and starts another in its place. */
  void killAndStartAgain() throws IOException {
    process.close();
    process = startProcess();
  }

  @Override
  public void close() {
    process.close();
  }
}
