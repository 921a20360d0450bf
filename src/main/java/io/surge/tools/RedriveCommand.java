package io.surge.tools;

import io.surge.domain.RejectionReason;
import io.surge.tools.redrive.Redrive;
import io.surge.tools.redrive.RedriveReport;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code make redrive}. */
@Command(
    name = "redrive",
    description =
        "Sends dead letters back to the topics that they came from, each record once; those that"
            + " a run before has sent back are left.")
final class RedriveCommand implements Runnable {
  private static final List<String> CODES =
      Arrays.stream(RejectionReason.values()).map(RejectionReason::code).toList();

  @Spec private CommandSpec spec;
  @Mixin private KafkaOptions kafka = new KafkaOptions();
  @Mixin private TopicNames names = new TopicNames();

  @Option(
      names = "--reason",
      paramLabel = "CODE",
      required = true,
      description =
          "why they were rejected; may be repeated: invalid_json, missing_field, wrong_type,"
              + " invalid_id, invalid_coordinate, negative_timestamp, future_timestamp, too_late")
  private List<String> reasons = List.of();

  @Option(names = "--dryRun", description = "only counts what would be sent back")
  private boolean dryRun;

  @Override
  public void run() {
    Set<String> unknown =
        reasons.stream().filter(code -> !CODES.contains(code)).collect(Collectors.toSet());
    if (!unknown.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "--reason takes one of " + String.join(", ", CODES));
    }
    Redrive redrive =
        new Redrive(
            kafka.connection(), names.of(TopicRole.SURGE_DEAD_LETTERS), Set.copyOf(reasons));
    RedriveReport report = dryRun ? redrive.rehearse() : redrive.run();
    report.lines(dryRun).forEach(System.out::println);
  }
}
