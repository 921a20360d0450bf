package io.surge.tools;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Two ports of the loopback interface that were free a moment ago. */
public record LoopbackPorts(int broker, int controller) {
  public static final String HOST = "127.0.0.1";

  /**
   * Picks two ports.
   *
   * @param wanted the broker's port, or 0 for any
   * @throws ToolException if somebody listens there
   */
  public static LoopbackPorts reserve(int wanted) {
    try (ServerSocket broker = listen(wanted);
        ServerSocket controller = listen(0)) {
      return new LoopbackPorts(broker.getLocalPort(), controller.getLocalPort());
    } catch (IOException e) {
      throw new ToolException(
          "port " + wanted + " is taken: stop what listens there or choose another", e);
    }
  }

  private static ServerSocket listen(int port) throws IOException {
    return new ServerSocket(port, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
  }
}
