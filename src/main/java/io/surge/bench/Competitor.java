package io.surge.bench;

import java.util.List;

/** What is measured side by side. */
enum Competitor {
  LIMIT("(a) plain consumers", "plain"),
  DATASTREAM("(b) Flink DataStream", "datastream"),
  SQL("(c) Flink SQL", "sql"),
  BEAM("(d) --windowing=beam", "--windowing=beam --supply=updates"),
  SLICED("(e) --windowing=sliced", "--windowing=sliced --supply=updates"),
  SLICED_LIVE("(e) with live quotes", "--windowing=sliced --supply=updates"),
  SLICED_DRIVERS("(e) --supply=drivers", "--windowing=sliced --supply=drivers");

  private final String title;
  private final String command;

  Competitor(String title, String command) {
    this.title = title;
    this.command = command;
  }

  String title() {
    return title;
  }

  /** The peer's command, or the pipeline's options. */
  List<String> words() {
    return List.of(command.split(" ", -1));
  }

  boolean isPeer() {
    return !command.startsWith("--");
  }

  /** Whether it makes live quotes as well: more work than all others do. */
  boolean isLive() {
    return this == SLICED_LIVE;
  }

  /** Whether it stops at the end of the input. */
  boolean isBounded() {
    return this != LIMIT;
  }

  /** Whether it keeps state that a checkpoint saves. */
  boolean hasState() {
    return this != LIMIT;
  }
}
