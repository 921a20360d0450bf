package io.surge.bench;

import io.surge.domain.DurationText;
import io.surge.tools.ToolException;
import java.time.Duration;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.TypeConversionException;

/** The measurements, one command each. Each starts a broker of its own on loopback. */
@Command(
    name = "bench",
    subcommands = {
      ThroughputCommand.class,
      LatencyCommand.class,
      SinkCommand.class,
      CommitsCommand.class,
      StateCommand.class,
      SustainedCommand.class,
      ApiCommand.class
    },
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT)
public final class Bench {
  private Bench() {}

  public static void main(String[] arguments) {
    System.exit(
        new CommandLine(new Bench())
            .registerConverter(Duration.class, Bench::duration)
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setExecutionExceptionHandler(Bench::tellFailure)
            .execute(arguments));
  }

  private static Duration duration(String text) {
    try {
      return DurationText.parse(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }

  private static int tellFailure(
      Exception failure, CommandLine command, CommandLine.ParseResult parsed) throws Exception {
    if (failure instanceof ToolException) {
      command.getErr().println(failure.getMessage());
      return command.getCommandSpec().exitCodeOnExecutionException();
    }
    throw failure;
  }
}
