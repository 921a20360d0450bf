package io.surge.domain;

/**
 * A cell of a {@link ZoneGrid}, as the grid's own packed number: the key of every state and
 * shuffle. Only the grid that made it can tell its id or outline.
 */
public record Zone(long code) {

  /** By hand, because this is asked for every event, and what a record comes with is slower. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Zone that && code == that.code;
  }

  /**
   * Neighbouring zones differ in few bits, of which a sum of both halves would leave even fewer.
   */
  @Override
  public int hashCode() {
    return Long.hashCode(code * 0x9E3779B97F4A7C15L);
  }
}
