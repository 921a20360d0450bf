package io.surge.tools;

import io.surge.domain.DurationText;
import io.surge.kafka.KafkaSetupException;
import io.surge.tools.cluster.ClusterCommand;
import io.surge.tools.cluster.ClusterStopCommand;
import io.surge.tools.cluster.SavepointCommand;
import io.surge.tools.cluster.SuperviseCommand;
import java.time.Duration;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.TypeConversionException;

/**
 * What stands beside the pipeline, one command each. Exit status 0 when done, or stopped by Ctrl-C;
 * 2 for a mistake on the command line; 1 for what else keeps it from its work. Each is told in one
 * line on standard error that says what to do.
 */
@Command(
    name = "tools",
    subcommands = {
      BrokerCommand.class,
      TopicsCommand.class,
      SimulateCommand.class,
      ReplayCommand.class,
      RedriveCommand.class,
      MapCommand.class,
      DemoCommand.class,
      ClusterCommand.class,
      SuperviseCommand.class,
      SavepointCommand.class,
      ClusterStopCommand.class
    },
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT)
public final class Tools {
  private Tools() {}

  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  /** Runs one of the tools and returns its exit status. */
  public static int run(String... arguments) {
    return commandLine().execute(arguments);
  }

  static CommandLine commandLine() {
    return new CommandLine(new Tools())
        .registerConverter(Duration.class, Tools::duration)
        .setParameterExceptionHandler(Tools::tellMistake)
        .setExecutionExceptionHandler(Tools::tellFailure);
  }

  private static Duration duration(String text) {
    try {
      return DurationText.parse(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }

  private static int tellMistake(ParameterException mistake, String[] arguments) {
    CommandLine command = mistake.getCommandLine();
    command.getErr().println(mistake.getMessage() + " (--help lists the options)");
    return command.getCommandSpec().exitCodeOnInvalidInput();
  }

  private static int tellFailure(
      Exception failure, CommandLine command, CommandLine.ParseResult parsed) throws Exception {
    if (failure instanceof ToolException || failure instanceof KafkaSetupException) {
      command.getErr().println(failure.getMessage());
      return command.getCommandSpec().exitCodeOnExecutionException();
    }
    throw failure;
  }
}
