package io.surge.tools;

import java.util.Locale;

/** What a topic is for. */
public enum TopicRole {
  RIDE_REQUESTS,
  DRIVER_UPDATES,
  SURGE_MULTIPLIERS,
  SURGE_LIVE,
  SURGE_DEAD_LETTERS;

  /** The name of the role's topic unless a user gives it another. */
  public String defaultName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether the pipeline reads it. */
  public boolean isInput() {
    return this == RIDE_REQUESTS || this == DRIVER_UPDATES;
  }
}
