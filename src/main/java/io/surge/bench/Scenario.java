package io.surge.bench;

/**
 * What all programs are measured on.
 *
 * @param hotShare the share of riders and drivers in one zone beyond an even spread, 0 to 1
 * @param parallelism how many threads of each kind a program has
 */
record Scenario(int zones, double hotShare, int parallelism) {

  /** A name for files. */
  String name() {
    return zones + "-zones-" + Math.round(100 * hotShare) + "-hot-" + parallelism + "-parallel";
  }

  String title() {
    String spread =
        hotShare == 0 ? "spread evenly" : "one of them with " + Math.round(100 * hotShare) + " %";
    return "%,d zones, %s, parallelism %d".formatted(zones, spread, parallelism);
  }
}
