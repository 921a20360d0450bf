package io.surge.map;

import io.surge.tools.EmbeddedBroker;
import io.surge.tools.Tools;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The pipeline with its defaults in a JVM of its own, and a tool that feeds it. */
final class PipelineBeside implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 20;

  private final String servers;
  private final Process pipeline;
  private final List<Process> feeders = new ArrayList<>();

  private PipelineBeside(String servers, Process pipeline) {
    this.servers = servers;
    this.pipeline = pipeline;
  }

  /** Creates the topics and starts the pipeline. */
  static PipelineBeside start(EmbeddedBroker broker) {
    String servers = "--bootstrapServers=" + broker.bootstrapServers();
    if (Tools.run("topics", servers) != 0) {
      throw new IllegalStateException("the topics were not created");
    }
    return new PipelineBeside(servers, java("pipeline", "io.surge.SurgePipeline", servers));
  }

  void feed(String... command) {
    Stream<String> arguments = Stream.concat(Stream.of(command), Stream.of(servers));
    feeders.add(java("feeder", Tools.class.getName(), arguments.toArray(String[]::new)));
  }

  private static Process java(String log, String mainClass, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(flag -> flag.startsWith("--add-"))
        .forEach(command::add);
    command.addAll(List.of("-Xmx1g", "-cp", System.getProperty("java.class.path"), mainClass));
    command.addAll(List.of(arguments));
    try {
      return new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(new File("target", "map-test-" + log + ".log"))
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    feeders.forEach(PipelineBeside::end);
    end(pipeline);
  }

  /** Politely, so that it takes its files with it. */
  private static void end(Process process) {
    process.destroy();
    process.onExit().completeOnTimeout(process, PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    process.destroyForcibly().onExit().join();
  }
}
