package io.surge;

import io.surge.kafka.KafkaSetupException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.flink.util.ExceptionUtils;

/**
 * From a command line to options. {@code @FILE} stands for a file of options, one a line; what the
 * command line itself says overrides files.
 */
public final class CommandLine {
  private static final int UNABLE = 1;
  private static final int MISTAKEN = 2;

  private CommandLine() {}

  /**
   * Runs a command with the options that a command line gives, or explains them for {@code --help}.
   * A user's mistake, found here or by the command, is one line on standard error and exit status
   * 2; a Kafka that is not there or not ready is one line and exit status 1.
   */
  public static void run(String[] arguments, Consumer<SurgeOptions> command) {
    if (Arrays.stream(arguments).anyMatch(argument -> argument.matches("--help(=.*)?"))) {
      OptionsHelp.print(System.out);
      return;
    }
    try {
      command.accept(parse(arguments));
    } catch (UsageException e) {
      System.err.println(e.getMessage());
      System.exit(MISTAKEN);
    } catch (KafkaSetupException e) {
      System.err.println(e.getMessage());
      System.exit(UNABLE);
    } catch (RuntimeException e) {
      // What a job that runs in this process has found wrong comes in the wrappings of its runner.
      UsageException mistake =
          ExceptionUtils.findThrowable(e, UsageException.class).orElseThrow(() -> e);
      System.err.println(mistake.getMessage());
      System.exit(MISTAKEN);
    }
  }

  /**
   * Reads options, completes them with our defaults for the runner and checks them.
   *
   * @throws UsageException if an option is unknown, ill-formed or contradicts another
   */
  public static SurgeOptions parse(String... commandLine) {
    Arguments arguments = Arguments.of(FlinkDefaults.arguments(), commandLine);
    SurgeOptions options = read(arguments);
    SurgeConfiguration configuration = SurgeConfiguration.of(options);
    FlinkRules.check(options, configuration.delivery());
    RestoreRules.check(options, configuration.source().state());
    FlinkDefaults.complete(options);
    return options;
  }

  private static SurgeOptions read(Arguments arguments) {
    try {
      return beamOptions(arguments.byName().values().stream().flatMap(Collection::stream).toList());
    } catch (IllegalArgumentException e) {
      // Beam does not always say which option it was: each is tried by itself.
      arguments.byName().forEach(CommandLine::requireReadable);
      throw e;
    }
  }

  private static void requireReadable(String option, List<String> given) {
    try {
      beamOptions(given);
    } catch (IllegalArgumentException e) {
      throw new UsageException("--" + option + " " + explain(e, option, given));
    }
  }

  private static SurgeOptions beamOptions(List<String> arguments) {
    return PipelineOptionsFactory.fromArgs(arguments.toArray(String[]::new)).as(SurgeOptions.class);
  }

  private static String explain(
      IllegalArgumentException refusal, String option, List<String> given) {
    if (KnownOptions.typeOf(option).isEmpty()) {
      int suggestion = String.valueOf(refusal.getMessage()).indexOf("Did you mean");
      return suggestion < 0
          ? "is not an option. --help lists them."
          : "is not an option. " + refusal.getMessage().substring(suggestion);
    }
    if (given.size() > 1) {
      return "takes one value, not " + given.size();
    }
    String value = given.get(0).contains("=") ? given.get(0).split("=", 2)[1] : "true";
    return "takes "
        + valueOf(option, KnownOptions.typeOf(option).orElseThrow())
        + ", not '"
        + value
        + "'";
  }

  private static String valueOf(String option, Class<?> type) {
    if (option.equals("runner")) {
      return "FlinkRunner or the class of another Beam runner";
    }
    if (type == Boolean.class || type == boolean.class) {
      return "true or false";
    }
    if (type == Integer.class || type == int.class || type == Long.class || type == long.class) {
      return "a whole number";
    }
    if (type == Double.class || type == double.class) {
      return "a number";
    }
    if (type.isEnum()) {
      return String.join(
          " or ", Arrays.stream(type.getEnumConstants()).map(Object::toString).toList());
    }
    return "a " + type.getSimpleName() + " as Beam writes it";
  }
}
