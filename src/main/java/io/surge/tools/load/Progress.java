package io.surge.tools.load;

import io.surge.tools.TopicRole;
import java.time.Duration;
import java.util.Locale;
import java.util.Timer;
import java.util.TimerTask;
import java.util.function.Consumer;

/** Says every ten seconds, and at the end, how much has been sent. */
public final class Progress implements AutoCloseable {
  private static final Duration EVERY = Duration.ofSeconds(10);

  private final SendCounts counts;
  private final Consumer<String> lines;
  private final Timer timer = new Timer("progress", true);
  private long begun;
  private long before;

  public Progress(SendCounts counts, Consumer<String> lines) {
    this.counts = counts;
    this.lines = lines;
  }

  /** Begins to tell. */
  public void begin() {
    begun = System.nanoTime();
    TimerTask task =
        new TimerTask() {
          @Override
          public void run() {
            tellRate();
          }
        };
    timer.scheduleAtFixedRate(task, EVERY.toMillis(), EVERY.toMillis());
  }

  private void tellRate() {
    long total = counts.total();
    long rate = (total - before) / EVERY.toSeconds();
    lines.accept(String.format(Locale.ROOT, "%,d records sent, %,d/s", total, rate));
    before = total;
  }

  /** Tells the sum. */
  @Override
  public void close() {
    timer.cancel();
    double seconds = (System.nanoTime() - begun) / 1e9;
    lines.accept(
        String.format(
            Locale.ROOT,
            "sent %,d ride requests and %,d driver updates in %.1f s: %,.0f/s",
            counts.of(TopicRole.RIDE_REQUESTS),
            counts.of(TopicRole.DRIVER_UPDATES),
            seconds,
            counts.total() / seconds));
  }
}
