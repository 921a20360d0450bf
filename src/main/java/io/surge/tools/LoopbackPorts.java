package io.surge.tools;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Two ports of the loopback interface that were free a moment ago. */
public record LoopbackPorts(int broker, int controller) {
  public static final String HOST = "127.0.0.1";

  /**
   * Below the ports that operating systems deal out. One of those may be dealt out again before the
   * broker listens there, and a broker that finds its port taken ends its process; and a client
   * that tries again and again to reach a broker that is away would be given the broker's own port
   * one day, and be connected to itself.
   */
  private static final int FIRST = 20_000;

  private static final int LAST = 32_000;
  private static final int ATTEMPTS = 100;

  /**
   * Picks two ports.
   *
   * @param wanted the broker's port, or 0 for any
   * @throws ToolException if somebody listens there
   */
  public static LoopbackPorts reserve(int wanted) {
    try (ServerSocket broker = wanted == 0 ? listenAnywhere() : listen(wanted);
        ServerSocket controller = listenAnywhere()) {
      return new LoopbackPorts(broker.getLocalPort(), controller.getLocalPort());
    } catch (IOException e) {
      throw new ToolException(
          "port " + wanted + " is taken: stop what listens there or choose another", e);
    }
  }

  private static ServerSocket listenAnywhere() throws IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        return listen(ThreadLocalRandom.current().nextInt(FIRST, LAST));
      } catch (BindException e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private static ServerSocket listen(int port) throws IOException {
    return new ServerSocket(port, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
  }
}
