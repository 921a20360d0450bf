package io.surge.tools.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import org.apache.zookeeper.server.ServerCnxnFactory;
import org.apache.zookeeper.server.ZooKeeperServer;

/**
 * A ZooKeeper in this JVM, on loopback: by it a JobManager that comes back finds its jobs and their
 * newest checkpoints, and TaskManagers find the JobManager.
 */
final class Coordination implements AutoCloseable {
  /** Sessions may be as short as two ticks: so soon a dead JobManager's leadership is over. */
  private static final int TICK_MILLIS = 500;

  private static final int ANY_NUMBER_OF_CLIENTS = 0;

  private final ServerCnxnFactory server;

  private Coordination(ServerCnxnFactory server) {
    this.server = server;
  }

  static Coordination start(Path directory) throws IOException, InterruptedException {
    ZooKeeperServer keeper =
        new ZooKeeperServer(directory.toFile(), directory.toFile(), TICK_MILLIS);
    InetSocketAddress loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    ServerCnxnFactory server = ServerCnxnFactory.createFactory(loopback, ANY_NUMBER_OF_CLIENTS);
    server.startup(keeper);
    return new Coordination(server);
  }

  String address() {
    return InetAddress.getLoopbackAddress().getHostAddress() + ":" + server.getLocalPort();
  }

  @Override
  public void close() {
    server.shutdown();
  }
}
