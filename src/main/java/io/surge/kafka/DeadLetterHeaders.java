package io.surge.kafka;

/** The headers of a dead letter; their values are UTF-8 text. */
public final class DeadLetterHeaders {
  /** A short code, see {@link io.surge.domain.RejectionReason#code}. */
  public static final String REASON = "reason";

  /** A sentence for a person. */
  public static final String DETAIL = "detail";

  /** With the next two: which record it was. */
  public static final String SOURCE_TOPIC = "source.topic";

  public static final String SOURCE_PARTITION = "source.partition";
  public static final String SOURCE_OFFSET = "source.offset";

  private DeadLetterHeaders() {}
}
