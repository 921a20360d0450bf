package io.surge.map.prices;

/** How far the prices can be relied on. */
public enum ReaderState {
  /** What the topics held at the start is still being read: zones are missing. */
  LOADING,
  /** Each quote is taken as it is published. */
  LIVE,
  /** Kafka does not answer; the prices are those of before, and reading goes on when it does. */
  RECONNECTING
}
