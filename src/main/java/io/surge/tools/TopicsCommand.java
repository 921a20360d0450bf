package io.surge.tools;

import java.nio.file.Path;
import org.checkerframework.checker.nullness.qual.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code make topics}. */
@Command(
    name = "topics",
    description = "Creates the topics that are missing, with their partitions and settings.")
final class TopicsCommand implements Runnable {
  @Spec private CommandSpec spec;
  @Mixin private KafkaOptions kafka = new KafkaOptions();
  @Mixin private TopicNames names = new TopicNames();

  @Option(
      names = "--partitions",
      paramLabel = "NUMBER",
      description = "partitions of the two topics that the pipeline reads (default: the plan's)")
  private @Nullable Integer partitions;

  @Option(
      names = "--keepForEver",
      description =
          "no retention: needed for a replay of old data at its own times, which Kafka would"
              + " delete at once")
  private boolean keepForEver;

  @Option(
      names = "--plan",
      paramLabel = "FILE",
      description = "partitions and settings of the topics (default: ${DEFAULT-VALUE})")
  private Path file = TopicPlan.DEFAULT_FILE;

  @Override
  public void run() {
    TopicPlan plan = TopicPlan.read(file);
    if (partitions != null) {
      if (partitions < 1) {
        throw new ParameterException(spec.commandLine(), "--partitions takes a number from 1");
      }
      plan = plan.withInputPartitions(partitions);
    }
    TopicCreation.create(kafka.connection(), names, keepForEver ? plan.withoutRetention() : plan)
        .forEach(System.out::println);
  }
}
