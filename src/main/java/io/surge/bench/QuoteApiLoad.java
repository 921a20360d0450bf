package io.surge.bench;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code make bench-api}: what the quote API of a running map carries. Each connection asks for the
 * price of one place after the other, as soon as it has the last answer; the places are spread
 * evenly over a city.
 */
@Command(
    name = "bench-api",
    mixinStandardHelpOptions = true,
    description = "Asks a running map for the price of places, and times it.")
public final class QuoteApiLoad implements Callable<Integer> {
  private static final double NANOS_PER_MILLI = 1e6;

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "where the map is (default: ${DEFAULT-VALUE})")
  private URI url = URI.create("http://localhost:8090");

  @Option(
      names = "--connections",
      paramLabel = "NUMBER",
      description = "that ask at the same time (default: ${DEFAULT-VALUE})")
  private int connections = 16;

  @Option(
      names = "--warmUpSeconds",
      paramLabel = "NUMBER",
      description = "not measured (default: ${DEFAULT-VALUE})")
  private int warmUpSeconds = 10;

  @Option(
      names = "--seconds",
      paramLabel = "NUMBER",
      description = "measured (default: ${DEFAULT-VALUE})")
  private int seconds = 30;

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new QuoteApiLoad()).execute(arguments));
  }

  @Override
  public Integer call() throws InterruptedException {
    ExecutorService clients = Executors.newFixedThreadPool(connections);
    try {
      ask(clients, warmUpSeconds);
      print(ask(clients, seconds));
      return CommandLine.ExitCode.OK;
    } catch (ExecutionException e) {
      System.err.println("no map answers at " + url + ": " + e.getCause().getMessage());
      return CommandLine.ExitCode.SOFTWARE;
    } finally {
      clients.shutdownNow();
    }
  }

  private Histogram ask(ExecutorService clients, int howLong)
      throws InterruptedException, ExecutionException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(howLong);
    List<Future<Histogram>> answers = new ArrayList<>();
    for (int seed = 0; seed < connections; seed++) {
      int ofThisOne = seed;
      answers.add(clients.submit(() -> askUntil(end, ofThisOne)));
    }
    Histogram all = new Histogram(QuoteConnection.LONGEST_NANOS, 3);
    for (Future<Histogram> each : answers) {
      all.add(each.get());
    }
    return all;
  }

  private Histogram askUntil(long end, int seed) throws IOException {
    try (QuoteConnection connection = QuoteConnection.open(url, seed)) {
      while (System.nanoTime() < end) {
        connection.askForOnePlace();
      }
      return connection.times();
    }
  }

  private void print(Histogram times) {
    System.out.printf(
        Locale.ROOT,
        "%,.0f requests/s over %d connections; p50 %.2f ms, p99 %.2f ms, p99.9 %.2f ms%n",
        (double) times.getTotalCount() / seconds,
        connections,
        times.getValueAtPercentile(50) / NANOS_PER_MILLI,
        times.getValueAtPercentile(99) / NANOS_PER_MILLI,
        times.getValueAtPercentile(99.9) / NANOS_PER_MILLI);
  }
}
