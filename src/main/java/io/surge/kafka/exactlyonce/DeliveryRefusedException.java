package io.surge.kafka.exactlyonce;

/** Going on could publish records twice or lose them. The message says what an operator can do. */
public final class DeliveryRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DeliveryRefusedException(String message) {
    super(message);
  }
}
