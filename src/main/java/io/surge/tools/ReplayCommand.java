package io.surge.tools;

import io.surge.kafka.ClusterCheck;
import io.surge.tools.load.Pace;
import io.surge.tools.load.PacedSender;
import io.surge.tools.load.Progress;
import io.surge.tools.load.Recording;
import io.surge.tools.load.Replay;
import io.surge.tools.load.TimeSpan;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code make replay}. */
@Command(
    name = "replay",
    description =
        "Sends recorded events in the order of their timestamps. The files hold a JSON object a"
            + " line; those named .gz are unpacked.")
final class ReplayCommand implements Runnable {
  private enum Times {
    /** As recorded. */
    own,
    /** Shifted, their distances kept, so that the last event happens when it is sent. */
    now
  }

  @Spec private CommandSpec spec;
  @Mixin private KafkaOptions kafka = new KafkaOptions();
  @Mixin private TopicNames names = new TopicNames();

  @Option(
      names = "--rideRequests",
      paramLabel = "FILE",
      description = "recorded ride requests; may be repeated")
  private List<Path> rideRequests = List.of();

  @Option(
      names = "--driverUpdates",
      paramLabel = "FILE",
      description = "recorded driver updates; may be repeated")
  private List<Path> driverUpdates = List.of();

  @Option(
      names = "--times",
      paramLabel = "own|now",
      description =
          "own: as recorded, for topics made with --keepForEver and a pipeline with"
              + " --idleTimeout=never; now: shifted so that the last event happens when it is sent"
              + " (default: ${DEFAULT-VALUE})")
  private Times times = Times.now;

  @Option(
      names = "--speed",
      paramLabel = "NUMBER|max",
      converter = SpeedConverter.class,
      description = "how many times faster than recorded (default: 1)")
  private double speed = 1;

  @Override
  public void run() {
    List<Recording> recordings =
        Stream.concat(
                rideRequests.stream().map(file -> new Recording(TopicRole.RIDE_REQUESTS, file)),
                driverUpdates.stream().map(file -> new Recording(TopicRole.DRIVER_UPDATES, file)))
            .toList();
    if (recordings.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "--rideRequests or --driverUpdates must name a file");
    }
    TimeSpan span = TimeSpan.of(recordings);
    ClusterCheck.verify(kafka.connection(), names.inputs());
    if (times == Times.own) {
      RetentionCheck.verify(kafka.connection(), names.inputs(), span.first());
    }
    play(recordings, span);
  }

  private void play(List<Recording> recordings, TimeSpan span) {
    long begun = System.currentTimeMillis();
    long shift = times == Times.own ? 0 : span.shiftTo(begun, speed);
    Consumer<String> lines = System.out::println;
    try (StopSignal stop = StopSignal.install();
        Replay replay = new Replay(recordings, shift);
        PacedSender sender = new PacedSender(kafka.connection(), names);
        Progress progress = new Progress(sender.counts(), lines)) {
      progress.begin();
      sender.send(replay, new Pace(span.first(), begun, speed), stop);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
