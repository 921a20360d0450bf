package io.surge.bench;

import java.util.List;

/** The heap that each measured program has, peers and pipeline alike. */
final class ProgramHeap {
  private ProgramHeap() {}

  /**
   * Options of its JVM. Pages of two megabytes where the operating system has them: with many zones
   * nearly every event asks for memory that is in no cache, and for the page table that leads to
   * it.
   *
   * @param size as {@code -Xmx} takes it
   */
  static List<String> options(String size) {
    return List.of(
        "-Xms" + size,
        "-Xmx" + size,
        "-XX:+IgnoreUnrecognizedVMOptions",
        "-XX:+UseTransparentHugePages");
  }
}
