package io.surge;

/** How an event's arrival stands to the windows that it belongs to. */
enum Punctuality {
  /** All of them are open. */
  ON_TIME,
  /** Some are closed; all take it. */
  LATE,
  /** Some take it, some have expired. */
  PARTLY_LATE,
  /** All have expired. */
  TOO_LATE
}
