package io.surge;

import org.apache.flink.runtime.throwable.ThrowableAnnotation;
import org.apache.flink.runtime.throwable.ThrowableType;

/**
 * A job was given a state that does not go with its options. Flink does not try again: nothing but
 * other options would help.
 */
@ThrowableAnnotation(ThrowableType.NonRecoverableError)
final class RestoreRefusedException extends UsageException {
  private static final long serialVersionUID = 1L;

  RestoreRefusedException(String message) {
    super(message);
  }
}
