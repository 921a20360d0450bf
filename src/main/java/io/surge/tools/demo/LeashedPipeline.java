package io.surge.tools.demo;

import io.surge.CommandLine;
import io.surge.SurgePipeline;
import java.io.IOException;
import java.io.InputStream;

/**
 * The pipeline in a process that another holds by its standard input: a byte lets it go, the end of
 * the input ends it, also when the other process was killed.
 */
final class LeashedPipeline {
  static final int GO = '\n';

  private LeashedPipeline() {}

  public static void main(String[] arguments) throws IOException {
    // Loads most of Beam while the other process gets Kafka ready.
    CommandLine.parse(arguments);
    if (System.in.read() == GO) {
      Thread leash = new Thread(() -> holdOn(System.in), "leash");
      leash.setDaemon(true);
      leash.start();
      SurgePipeline.main(arguments);
    }
  }

  private static void holdOn(InputStream input) {
    try {
      while (input.read() >= 0) {}
    } catch (IOException e) {
      // A broken leash is an ended one.
    }
    System.exit(0);
  }
}
