package io.surge.kafka;

/** Kafka is not as the job needs it. The message is one line that says what to do about it. */
public final class KafkaSetupException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public KafkaSetupException(String message) {
    super(message);
  }

  public KafkaSetupException(String message, Throwable cause) {
    super(message, cause);
  }
}
