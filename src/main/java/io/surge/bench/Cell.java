package io.surge.bench;

import java.util.Locale;

/** One program on one state backend, in one scenario. */
record Cell(Scenario scenario, Competitor competitor, StateBackend state) {

  /** A name for files. */
  String name() {
    return competitor.name().toLowerCase(Locale.ROOT).replace('_', '-')
        + "-"
        + state.name().toLowerCase(Locale.ROOT)
        + "-"
        + scenario.name();
  }
}
