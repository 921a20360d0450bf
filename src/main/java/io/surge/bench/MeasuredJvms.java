package io.surge.bench;

import io.surge.tools.ToolException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Starts the measured programs, each in a fresh JVM of the same kind and with topics of its own.
 */
final class MeasuredJvms {
  private final BenchBroker broker;
  private final Path output;
  private final String heap;
  private final AtomicInteger started = new AtomicInteger();

  MeasuredJvms(BenchBroker broker, Path output, String heap) {
    this.broker = broker;
    this.output = output;
    this.heap = heap;
  }

  SteadyState measure(Cell cell, InputTopics input, Effort effort, boolean profiled) {
    int number = started.incrementAndGet();
    PipelineTopics topics = PipelineTopics.numbered(input, number);
    broker.create(InputTopics.PARTITIONS, topics.surge(), topics.live(), topics.deadLetters());
    Path log = output.resolve(cell.name() + ".log");
    Profile profile = new Profile(output.resolve(cell.name()), effort.warmUp().toSeconds());
    List<String> jvm = new ArrayList<>(ProgramHeap.options(heap));
    if (profiled) {
      jvm.addAll(profile.jvmOptions());
    }
    try (Directory directory = Directory.temporary("surge-bench-job-");
        ChildJvm program =
            ChildJvm.start(jvm, Measured.class, arguments(cell, topics, directory.path()), log)) {
      Duration measured = profiled ? Duration.ofSeconds(profile.seconds()) : effort.duration();
      long events = cell.competitor().isBounded() ? effort.events() : Long.MAX_VALUE;
      return SteadyState.of(program, effort.warmUp(), measured, events);
    } catch (ToolException e) {
      throw new ToolException(e.getMessage() + ": see " + log, e);
    } finally {
      broker.delete(topics.surge(), topics.live(), topics.deadLetters());
    }
  }

  private List<String> arguments(Cell cell, PipelineTopics topics, Path directory) {
    FlinkSetup flink = new FlinkSetup(cell.state(), directory);
    int parallelism = cell.scenario().parallelism();
    List<String> arguments = new ArrayList<>();
    if (cell.competitor().isPeer()) {
      arguments.addAll(cell.competitor().words());
      arguments.addAll(
          PeerOptions.arguments(broker.bootstrapServers(), topics, parallelism, flink));
    } else {
      arguments.add(Measured.PIPELINE);
      arguments.addAll(topics.pipelineOptions());
      arguments.addAll(
          List.of(
              "--bootstrapServers=" + broker.bootstrapServers(),
              "--liveTopic=" + (cell.competitor().isLive() ? topics.live() : ""),
              "--delivery=at-least-once",
              "--idleTimeout=never",
              "--parallelism=" + parallelism,
              "--flinkConfDir=" + flink.writeConfiguration()));
      arguments.addAll(cell.competitor().words());
    }
    return arguments;
  }
}
