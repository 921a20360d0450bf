package io.surge.domain;

import java.io.Serializable;

/** How many riders want a ride in a zone and window, and how many drivers could serve them. */
public record ZoneLoad(long demand, long supply) implements Serializable {
  /** Nobody asks, nobody serves. */
  public static final ZoneLoad NONE = new ZoneLoad(0, 0);
}
