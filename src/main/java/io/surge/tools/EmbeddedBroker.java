package io.surge.tools;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.common.utils.Utils;

/**
 * A real Kafka in this JVM: one node, broker and controller at once, on loopback only. It does not
 * create topics by itself.
 *
 * <p>On a directory of its owner's it is durable: closed, or killed, and started again on the same
 * directory it has its topics, records and committed offsets back.
 */
public final class EmbeddedBroker implements AutoCloseable {
  private final KafkaRaftServer server;
  private final int port;
  private final Path directory;
  private final boolean temporary;

  private EmbeddedBroker(KafkaRaftServer server, int port, Path directory, boolean temporary) {
    this.server = server;
    this.port = port;
    this.directory = directory;
    this.temporary = temporary;
  }

  /** Starts on a free port and in a directory that is gone when the broker is closed. */
  public static EmbeddedBroker startTemporary() {
    return startTemporary(0);
  }

  /**
   * Starts in a directory that is gone when the broker is closed.
   *
   * @param port 0 for a free one
   * @throws ToolException if the port is taken
   */
  public static EmbeddedBroker startTemporary(int port) {
    try {
      return start(Files.createTempDirectory("surge-broker-"), port, true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Starts in a directory that stays.
   *
   * @param directory made if it is not there; one that a broker has left is taken up as it is
   * @param port 0 for a free one
   * @throws ToolException if the port is taken or the directory cannot be used
   */
  public static EmbeddedBroker start(Path directory, int port) {
    try {
      return start(Files.createDirectories(directory), port, false);
    } catch (IOException e) {
      throw new ToolException("cannot keep the broker's data in " + directory + ": " + e, e);
    }
  }

  private static EmbeddedBroker start(Path directory, int port, boolean temporary)
      throws IOException {
    KafkaRaftServer server = null;
    try {
      LoopbackPorts ports = LoopbackPorts.reserve(port);
      BrokerConfig config =
          new BrokerConfig(directory, ports.broker(), ports.controller(), temporary);
      config.formatDirectory();
      server = new KafkaRaftServer(new KafkaConfig(config.properties(), false), Time.SYSTEM);
      server.startup();
      return new EmbeddedBroker(server, ports.broker(), directory, temporary);
    } catch (Exception e) {
      if (server != null) {
        server.shutdown();
      }
      if (temporary) {
        Utils.delete(directory.toFile());
      }
      if (e instanceof ToolException mistake) {
        throw mistake;
      }
      throw new ToolException("the broker did not start in " + directory + ": " + e, e);
    }
  }

  /** The address that clients connect to. */
  public String bootstrapServers() {
    return LoopbackPorts.HOST + ":" + port;
  }

  public int port() {
    return port;
  }

  public Path directory() {
    return directory;
  }

  /** Stops, with everything that was acknowledged on disk. */
  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
    if (temporary) {
      try {
        Utils.delete(directory.toFile());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
