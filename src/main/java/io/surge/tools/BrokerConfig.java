package io.surge.tools;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * How a single node that is its own controller is set up: quick to start, small, on loopback.
 *
 * @param temporary whether nobody takes up the directory after it
 */
record BrokerConfig(Path directory, int port, int controllerPort, boolean temporary) {
  private static final int NODE = 1;
  private static final String CONTROLLER_LISTENER = "CONTROLLER";
  private static final int CLEANER_BUFFER_BYTES = 16 << 20;

  Map<String, String> properties() {
    String controller = LoopbackPorts.HOST + ":" + controllerPort;
    String broker = "PLAINTEXT://" + LoopbackPorts.HOST + ":" + port;
    Map<String, String> properties = new HashMap<>();
    properties.put("process.roles", "broker,controller");
    properties.put("node.id", Integer.toString(NODE));
    properties.put("controller.quorum.voters", NODE + "@" + controller);
    properties.put("controller.listener.names", CONTROLLER_LISTENER);
    properties.put("listeners", broker + "," + CONTROLLER_LISTENER + "://" + controller);
    properties.put("advertised.listeners", broker);
    properties.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    properties.put("log.dirs", directory.toString());
    properties.put("auto.create.topics.enable", "false");
    properties.put("broker.session.timeout.ms", session());
    properties.putAll(oneNode());
    properties.putAll(quick());
    properties.putAll(socketBuffers());
    return properties;
  }

  /**
   * As large as the operating system finds right. A fixed size, of 100 kB where nothing else is
   * said, is full when a large request comes; what is dropped then may be sent again 200 ms later
   * only.
   */
  private static Map<String, String> socketBuffers() {
    return Map.of("socket.receive.buffer.bytes", "-1", "socket.send.buffer.bytes", "-1");
  }

  /** Nothing can be replicated, and few partitions serve the few groups and transactions. */
  private static Map<String, String> oneNode() {
    return Map.of(
        "offsets.topic.replication.factor", "1",
        "offsets.topic.num.partitions", "4",
        "transaction.state.log.replication.factor", "1",
        "transaction.state.log.min.isr", "1",
        "transaction.state.log.num.partitions", "4",
        "log.cleaner.dedupe.buffer.size", Integer.toString(CLEANER_BUFFER_BYTES));
  }

  /** Waits that let a large cluster settle would only be felt here. */
  private static Map<String, String> quick() {
    return Map.of(
        "group.initial.rebalance.delay.ms", "0",
        "broker.heartbeat.interval.ms", "500",
        "transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000",
        "controller.quorum.election.timeout.ms", "200",
        "controller.quorum.election.backoff.max.ms", "200");
  }

  /**
   * A busy machine must not make the only broker look dead; but one that was killed is let in again
   * only when the session of the one before it is over.
   */
  private String session() {
    return temporary ? "60000" : "4000";
  }

  /** Makes the directory a node's, unless it is one already. */
  void formatDirectory() throws Exception {
    if (Files.exists(directory.resolve(MetaPropertiesEnsemble.META_PROPERTIES_NAME))) {
      return;
    }
    try (PrintStream silent =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
      new Formatter()
          .setPrintStream(silent)
          .setNodeId(NODE)
          .setClusterId(Uuid.randomUuid().toString())
          .setControllerListenerName(CONTROLLER_LISTENER)
          .setMetadataLogDirectory(directory.toString())
          .addDirectory(directory.toString())
          .run();
    }
  }
}
