package io.surge;

import io.surge.tools.LoopbackPorts;
import io.surge.tools.ToolException;
import java.util.Random;

/**
 * A port for a server that comes and goes: outside the range from which systems deal out ports to
 * clients. From there a client that tries again and again to reach a server that is away would be
 * given the server's own port one day, and be connected to itself.
 */
final class ServerPort {
  private static final int FIRST = 10_000;
  private static final int LAST = 30_000;

  private ServerPort() {}

  static int free() {
    Random random = new Random();
    while (true) {
      try {
        return LoopbackPorts.reserve(random.nextInt(FIRST, LAST)).broker();
      } catch (ToolException e) {
        // Taken: another.
      }
    }
  }
}
