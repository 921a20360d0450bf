package io.surge.domain;

/** When a quote was made, with the meaning of Beam's pane timing. */
public enum QuoteTiming {
  /** Before the window closed: a forecast. */
  EARLY,
  /** When the watermark reached the window's end. */
  ON_TIME,
  /** After that: a correction. */
  LATE
}
