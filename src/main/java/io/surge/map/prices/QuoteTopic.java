package io.surge.map.prices;

/** The topics that carry quotes. */
public enum QuoteTopic {
  /** {@code surge-live}: quotes of open windows, and each closing quote. */
  LIVE,
  /** {@code surge-multipliers}: quotes of closed windows, and their corrections. */
  FINAL
}
