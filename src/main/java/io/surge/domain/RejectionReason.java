package io.surge.domain;

import java.util.Locale;

/** Why a record was not counted. */
public enum RejectionReason {
  /** Not one complete JSON object. */
  INVALID_JSON,
  /** A field that the topic's records must have is not there. */
  MISSING_FIELD,
  /** A field holds a value of another type. */
  WRONG_TYPE,
  /** A user or driver id is empty or longer than 128 characters. */
  INVALID_ID,
  /** A latitude outside [-90, 90], or a longitude outside [-180, 180], or not finite. */
  INVALID_COORDINATE,
  /** A timestamp before the epoch. */
  NEGATIVE_TIMESTAMP,
  /** A timestamp too far ahead of the record's own and of the clock. */
  FUTURE_TIMESTAMP,
  /** Every window that the event belongs to has expired. */
  TOO_LATE;

  /** The short code that travels in the dead letter's {@code reason} header. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
