package io.surge.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import one.profiler.AsyncProfiler;
import one.profiler.Counter;

/**
 * Profiles this JVM once it has warmed up, one thing after the other: where it spends its
 * processors' time, where it allocates, and where its threads are as time goes by. Of each a flame
 * graph, and a summary of the frames that cost most.
 *
 * @param files their path, without the ends of their names
 * @param delaySeconds how long to wait before it begins
 */
record Profile(Path files, long delaySeconds) {
  /** How long each of the three takes. */
  private static final long SECONDS = 15;

  private static final String FILES_PROPERTY = "surge.bench.profile";
  private static final String DELAY_PROPERTY = "surge.bench.profile.delay";

  /** What is looked at, and async-profiler's words for it. */
  private enum View {
    // Of the two ways to sample the processors' time this one needs no privileges.
    CPU("event=itimer,interval=1ms"),
    ALLOC("event=alloc,alloc=512k"),
    WALL("event=wall,threads");

    final String command;

    View(String command) {
      this.command = command;
    }
  }

  /** The options of a JVM that is to profile itself. */
  List<String> jvmOptions() {
    return List.of(
        "-XX:+UnlockDiagnosticVMOptions",
        "-XX:+DebugNonSafepoints",
        "-D" + FILES_PROPERTY + "=" + files,
        "-D" + DELAY_PROPERTY + "=" + delaySeconds);
  }

  /** How long after the delay it is done. */
  long seconds() {
    return View.values().length * SECONDS;
  }

  /** What this JVM was told on its command line. */
  static Optional<Profile> ofThisJvm() {
    return Optional.ofNullable(System.getProperty(FILES_PROPERTY))
        .map(files -> new Profile(Path.of(files), Long.getLong(DELAY_PROPERTY, 0)));
  }

  void start() {
    Thread thread = new Thread(this::run, "profile");
    thread.setDaemon(true);
    thread.start();
  }

  private void run() {
    try {
      AsyncProfiler profiler = AsyncProfiler.getInstance();
      TimeUnit.SECONDS.sleep(delaySeconds);
      for (View view : View.values()) {
        take(view, profiler);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void take(View view, AsyncProfiler profiler) throws IOException, InterruptedException {
    String name = files + "-" + view.name().toLowerCase(Locale.ROOT);
    String ignored = profiler.execute("start," + view.command);
    TimeUnit.SECONDS.sleep(SECONDS);
    profiler.stop();
    ignored = profiler.execute("file=" + name + ".html,flamegraph");
    String stacks = profiler.dumpCollapsed(Counter.SAMPLES);
    Files.writeString(Path.of(name + ".txt"), HotFrames.of(stacks).summary());
  }
}
