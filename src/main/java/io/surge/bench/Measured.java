package io.surge.bench;

import io.surge.SurgePipeline;
import java.util.Arrays;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * A measured program in a JVM of its own: one of the peers, or the pipeline with its own options.
 * Beside it a thread tells on standard output how far it has got.
 */
@Command(
    name = "measured",
    subcommands = {PlainConsumers.class, DataStreamPeer.class, SqlPeer.class})
final class Measured {
  static final String PIPELINE = "pipeline";

  private Measured() {}

  public static void main(String[] arguments) {
    ProgressReport.start();
    Profile.ofThisJvm().ifPresent(Profile::start);
    if (arguments[0].equals(PIPELINE)) {
      SurgePipeline.main(Arrays.copyOfRange(arguments, 1, arguments.length));
    } else {
      int status = new CommandLine(new Measured()).execute(arguments);
      if (status != 0) {
        System.exit(status);
      }
    }
  }

  /** Runs a job until it is killed. */
  static void execute(StreamExecutionEnvironment environment) {
    try {
      environment.execute();
    } catch (Exception e) {
      throw new IllegalStateException("the job has failed", e);
    }
  }
}
