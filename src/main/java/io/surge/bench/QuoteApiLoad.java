package io.surge.bench;

import io.surge.tools.ToolException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.HdrHistogram.Histogram;

/**
 * Asks a running map. Each connection asks for the price of one place after the other, as soon as
 * it has the last answer; the places are spread evenly over the simulated city.
 */
record QuoteApiLoad(URI map, int connections) {

  /**
   * Asks for so long, and tells how many nanoseconds each answer took.
   *
   * @throws ToolException if an answer is no price
   */
  Histogram run(Duration duration) throws InterruptedException {
    ExecutorService clients = Executors.newFixedThreadPool(connections);
    try {
      long end = System.nanoTime() + duration.toNanos();
      List<Future<Histogram>> answers = new ArrayList<>();
      for (int connection = 0; connection < connections; connection++) {
        int seed = connection;
        answers.add(clients.submit(() -> askUntil(end, seed)));
      }
      Histogram all = new Histogram(QuoteConnection.LONGEST_NANOS, 3);
      for (Future<Histogram> each : answers) {
        all.add(each.get());
      }
      return all;
    } catch (ExecutionException e) {
      throw new ToolException("no map answers at " + map + ": " + e.getCause().getMessage(), e);
    } finally {
      clients.shutdownNow();
    }
  }

  private Histogram askUntil(long end, int seed) throws IOException {
    try (QuoteConnection connection = QuoteConnection.open(map, seed)) {
      while (System.nanoTime() < end) {
        connection.askForOnePlace();
      }
      return connection.times();
    }
  }
}
