package io.surge;

import java.io.PrintStream;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Optional;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;

/** Explains the options: effect, unit and default of each. */
final class OptionsHelp {
  private final PrintStream out;
  private final PipelineOptions defaults = CommandLine.parse();

  private OptionsHelp(PrintStream out) {
    this.out = out;
  }

  static void print(PrintStream out) {
    new OptionsHelp(out).print();
  }

  private void print() {
    out.println("usage: java -jar surge-pipeline.jar [@FILE ...] [--option=value ...]");
    out.println();
    out.println("@FILE is a file of options, one a line; lines that begin with # are comments.");
    out.println("The command line overrides files, and a later file an earlier one.");
    out.println();
    out.println("Options of the pipeline. Durations are written 500ms, 30s, 2m.");
    printOptions(SurgeOptions.class);
    out.println();
    out.println("Options of the Flink runner, with our defaults. Times are in milliseconds.");
    printOptions(FlinkPipelineOptions.class);
    out.println();
    out.println("Beam's other options, such as --jobName and --runner, are taken too.");
  }

  private void printOptions(Class<? extends PipelineOptions> type) {
    Map<String, Method> getters = KnownOptions.declaredBy(type);
    getters.forEach(
        (name, getter) -> {
          if (!getter.isAnnotationPresent(Deprecated.class)) {
            out.println(
                "  --" + name + defaultOf(getter, type).map(value -> "=" + value).orElse(""));
            out.print(wrapped(getter.getAnnotation(Description.class).value()));
          }
        });
  }

  private Optional<Object> defaultOf(Method getter, Class<? extends PipelineOptions> type) {
    try {
      return Optional.ofNullable(getter.invoke(defaults.as(type)));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("option without a getter: " + getter, e);
    }
  }

  private static String wrapped(String text) {
    return text.replaceAll("(.{1,74})(\\s+|$)", "      $1" + System.lineSeparator());
  }
}
