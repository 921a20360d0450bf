package io.surge;

import static org.junit.jupiter.api.Assertions.fail;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongFunction;

/** Tries what chance makes of many seeds, on all processors. */
final class ManySeeds {
  private ManySeeds() {}

  /** What one seed makes of it. */
  interface Trial {
    /** Where what is tried and its oracle disagree; empty where they do not. */
    List<String> differences();

    /** The story of the disagreement, told in as few steps as will do. */
    String shrunk();
  }

  /**
   * Fails with one shrunk story if there are seeds that disagree.
   *
   * @param trials of the seeds from 1 on
   */
  static void tryAll(int seeds, LongFunction<Trial> trials) throws Exception {
    Queue<Long> disagreeing = new ConcurrentLinkedQueue<>();
    ExecutorService threads =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    try {
      List<Future<?>> runs = new ArrayList<>();
      for (long seed = 1; seed <= seeds; seed++) {
        Long current = seed;
        runs.add(
            threads.submit(
                () -> {
                  if (!trials.apply(current).differences().isEmpty()) {
                    disagreeing.add(current);
                  }
                }));
      }
      for (Future<?> run : runs) {
        run.get();
      }
    } finally {
      threads.shutdownNow();
    }
    if (!disagreeing.isEmpty()) {
      fail(
          "Disagrees on seeds "
              + disagreeing
              + ", for one because of\n"
              + trials.apply(disagreeing.element()).shrunk());
    }
  }
}
